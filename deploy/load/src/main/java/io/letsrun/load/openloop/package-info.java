/** The load generator: sends each request when it is due, whether earlier ones were answered or not, and counts the outcomes. */
@NullMarked
package io.letsrun.load.openloop;

import org.jspecify.annotations.NullMarked;
