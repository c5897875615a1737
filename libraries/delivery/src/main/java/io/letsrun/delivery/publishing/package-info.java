/** Publishes records and waits for the brokers to acknowledge them. */
@NullMarked
package io.letsrun.delivery.publishing;

import org.jspecify.annotations.NullMarked;
