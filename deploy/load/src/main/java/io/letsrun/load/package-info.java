/** Measures the running local stack, as ratios to what the machine could do at best. */
@NullMarked
package io.letsrun.load;

import org.jspecify.annotations.NullMarked;
