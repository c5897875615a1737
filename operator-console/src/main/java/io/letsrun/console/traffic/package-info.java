/** Measures what flows through the topics. */
@NullMarked
package io.letsrun.console.traffic;

import org.jspecify.annotations.NullMarked;
