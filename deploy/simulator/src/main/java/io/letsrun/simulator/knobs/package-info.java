/** What can be set while the simulator runs: how each operation behaves. */
@NullMarked
package io.letsrun.simulator.knobs;

import org.jspecify.annotations.NullMarked;
