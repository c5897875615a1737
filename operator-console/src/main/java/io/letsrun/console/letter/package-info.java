/** The index of every dead-letter topic, and what operators see of it. */
@NullMarked
package io.letsrun.console.letter;

import org.jspecify.annotations.NullMarked;
