/** Spans of a batch and of its sampled records. */
@NullMarked
package io.letsrun.delivery.tracing;

import org.jspecify.annotations.NullMarked;
