/** Counts, times and lag of what is consumed. */
@NullMarked
package io.letsrun.delivery.metrics;

import org.jspecify.annotations.NullMarked;
