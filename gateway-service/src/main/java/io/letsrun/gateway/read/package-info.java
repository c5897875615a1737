/** Reads: answered from Redis where possible, else by the service that has the data. */
@NullMarked
package io.letsrun.gateway.read;

import org.jspecify.annotations.NullMarked;
