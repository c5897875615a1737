/** Sends the letters of a replay, and takes in what became of them. */
@NullMarked
package io.letsrun.console.sending;

import org.jspecify.annotations.NullMarked;
