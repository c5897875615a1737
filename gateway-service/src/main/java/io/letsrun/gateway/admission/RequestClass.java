package io.letsrun.gateway.admission;

import io.letsrun.gateway.http.RequestMetrics;
import io.letsrun.gateway.http.Urgency;

/**
 * What a request comes for.
 *
 * @param kind its name in metrics
 * @param refusals where it is counted when it is refused
 */
record RequestClass(String kind, Urgency urgency, RequestMetrics.Refusals refusals) {}
