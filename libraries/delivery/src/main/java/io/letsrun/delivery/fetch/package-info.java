/** Bounds the memory that fetched records take, whatever they unpack to. */
@NullMarked
package io.letsrun.delivery.fetch;

import org.jspecify.annotations.NullMarked;
