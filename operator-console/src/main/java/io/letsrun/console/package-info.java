/** Dead letters: look, replay, discard; and the live lag. */
@NullMarked
package io.letsrun.console;

import org.jspecify.annotations.NullMarked;
