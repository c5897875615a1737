/** Letters that are sent again, how far that has got, and what became of each of them. */
@NullMarked
package io.letsrun.console.replay;

import org.jspecify.annotations.NullMarked;
