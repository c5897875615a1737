/** The connections to Redis, which may be away at any time. */
@NullMarked
package io.letsrun.gateway.redis;

import org.jspecify.annotations.NullMarked;
