/** A request: who asks, for how long, and the user and the events that it needs, as many as arrive in time. */
@NullMarked
package io.letsrun.events.gather;

import org.jspecify.annotations.NullMarked;
