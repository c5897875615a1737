/** Who is let in when not all can be: decided on a request's head, before anything is spent on it. */
@NullMarked
package io.letsrun.gateway.admission;

import org.jspecify.annotations.NullMarked;
