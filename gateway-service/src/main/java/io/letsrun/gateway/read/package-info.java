/** Reads, which other services answer. */
@NullMarked
package io.letsrun.gateway.read;

import org.jspecify.annotations.NullMarked;
