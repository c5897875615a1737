/**
 * How a consumer takes a batch: at least once, nothing skipped, nothing moved while a dependency is down.
 *
 * <p>A service declares a {@link io.letsrun.delivery.Subscription} bean; this library does the rest.
 */
@NullMarked
package io.letsrun.delivery;

import org.jspecify.annotations.NullMarked;
