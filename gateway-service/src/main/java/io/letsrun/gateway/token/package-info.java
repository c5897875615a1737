/** Who is asking. */
@NullMarked
package io.letsrun.gateway.token;

import org.jspecify.annotations.NullMarked;
