/** Benchmarks of what stores. */
@NullMarked
package io.letsrun.load.drain;

import org.jspecify.annotations.NullMarked;
