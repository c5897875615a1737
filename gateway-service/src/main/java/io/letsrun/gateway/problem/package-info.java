/** What is answered when a request is refused, and the count of it. */
@NullMarked
package io.letsrun.gateway.problem;

import org.jspecify.annotations.NullMarked;
