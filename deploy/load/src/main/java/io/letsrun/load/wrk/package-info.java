/** Closed-loop load by wrk. */
@NullMarked
package io.letsrun.load.wrk;

import org.jspecify.annotations.NullMarked;
