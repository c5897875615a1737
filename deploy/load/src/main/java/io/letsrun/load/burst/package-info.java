/** {@code ./letsrun burst}: a load, the faults in it, what came of it, and whether the promises held. */
@NullMarked
package io.letsrun.load.burst;

import org.jspecify.annotations.NullMarked;
