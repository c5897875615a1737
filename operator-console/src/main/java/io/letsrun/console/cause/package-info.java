/** Letters that failed for the same reason. */
@NullMarked
package io.letsrun.console.cause;

import org.jspecify.annotations.NullMarked;
