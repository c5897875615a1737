/** The users and events that the simulated upstream has. */
@NullMarked
package io.letsrun.simulator.data;

import org.jspecify.annotations.NullMarked;
