/** Letters that nobody will replay, and why. They stay where they are. */
@NullMarked
package io.letsrun.console.discard;

import org.jspecify.annotations.NullMarked;
