/** Publishes failed records to their retry or dead-letter topic, with the reason in headers. */
@NullMarked
package io.letsrun.delivery.deadletter;

import org.jspecify.annotations.NullMarked;
