/** A user's new event. */
@NullMarked
package io.letsrun.events.adding;

import org.jspecify.annotations.NullMarked;
