package io.letsrun.simulator;

import io.letsrun.simulator.knobs.InjectedFault;
import java.util.Optional;

/**
 * What has been decided for a call when it arrives.
 *
 * @param nanos when it is over, counted from its arrival
 */
record PlannedReply(SimulatedReply reply, Optional<InjectedFault> fault, long nanos) {}
