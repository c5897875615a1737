/** How the updates of runs arrive in the morning, as recordings of real runs have it. */
@NullMarked
package io.letsrun.load.shape;

import org.jspecify.annotations.NullMarked;
