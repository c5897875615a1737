/** How close events-service comes to what its upstream allows. */
@NullMarked
package io.letsrun.load.events;

import org.jspecify.annotations.NullMarked;
