/** {@code ./letsrun burst}: the scenarios and the course of a burst. */
@NullMarked
package io.letsrun.load.burst;

import org.jspecify.annotations.NullMarked;
