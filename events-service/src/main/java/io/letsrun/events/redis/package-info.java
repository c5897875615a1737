/** The connection to Redis, which may be away at any time. */
@NullMarked
package io.letsrun.events.redis;

import org.jspecify.annotations.NullMarked;
