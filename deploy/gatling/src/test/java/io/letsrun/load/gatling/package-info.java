/** Bursts as Gatling simulations. What they are told is accepted is written down and reconciled like any other burst's. */
@NullMarked
package io.letsrun.load.gatling;

import org.jspecify.annotations.NullMarked;
