/** What is known of the upstream: near, in Redis, and on its way. */
@NullMarked
package io.letsrun.events.cache;

import org.jspecify.annotations.NullMarked;
