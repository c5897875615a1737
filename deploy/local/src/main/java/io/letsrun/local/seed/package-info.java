/** Sends recorded or made-up runs through the public API, and checks that all of them arrive. */
@NullMarked
package io.letsrun.local.seed;

import org.jspecify.annotations.NullMarked;
