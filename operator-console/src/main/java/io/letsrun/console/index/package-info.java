/** Reads every dead-letter topic into storage. */
@NullMarked
package io.letsrun.console.index;

import org.jspecify.annotations.NullMarked;
