/** How many records a second the consumers store, beside COPY of the same rows. */
@NullMarked
package io.letsrun.load.drain;

import org.jspecify.annotations.NullMarked;
