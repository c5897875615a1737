package io.letsrun.gateway.admission;

import io.letsrun.gateway.http.Urgency;
import io.letsrun.gateway.problem.Tally;

/**
 * What a request comes for.
 *
 * @param kind its name in metrics
 * @param refusals where it is counted when it is turned away
 */
record Errand(String kind, Urgency urgency, Tally.Refusals refusals) {}
