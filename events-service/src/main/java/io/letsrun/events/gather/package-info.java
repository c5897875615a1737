/** A user and the events that a page needs, as many as arrive in time. */
@NullMarked
package io.letsrun.events.gather;

import org.jspecify.annotations.NullMarked;
