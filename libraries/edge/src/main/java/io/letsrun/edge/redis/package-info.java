/** The Redis client. */
@NullMarked
package io.letsrun.edge.redis;

import org.jspecify.annotations.NullMarked;
