/** The token's user's events, which events-service gathers. */
@NullMarked
package io.letsrun.gateway.event;

import org.jspecify.annotations.NullMarked;
