/** What keeps this service and its upstream alive: turns, retries, breakers, time limits. */
@NullMarked
package io.letsrun.events.policy;

import org.jspecify.annotations.NullMarked;
