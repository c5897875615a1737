/**
 * How a consumer takes a batch: at least once, nothing lost, bad records out of the way, nothing moved while a dependency is down.
 *
 * <p>A service declares a {@link io.letsrun.delivery.batch.Subscription} bean for what it consumes, and a {@link
 * io.letsrun.contracts.event.Topic} bean for each topic it only writes to; this library does the rest.
 */
@NullMarked
package io.letsrun.delivery;

import org.jspecify.annotations.NullMarked;
