/** Letters that will not be replayed, and why. They stay where they are. */
@NullMarked
package io.letsrun.console.discard;

import org.jspecify.annotations.NullMarked;
