/** Consumes subscriptions: the containers, the listener, and what happens while a dependency is down. */
@NullMarked
package io.letsrun.delivery.listening;

import org.jspecify.annotations.NullMarked;
