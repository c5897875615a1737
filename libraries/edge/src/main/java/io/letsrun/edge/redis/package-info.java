/** The client of Redis, which may be away at any time. */
@NullMarked
package io.letsrun.edge.redis;

import org.jspecify.annotations.NullMarked;
