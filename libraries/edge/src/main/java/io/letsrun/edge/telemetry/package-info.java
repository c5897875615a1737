/** Traces, logs and metrics, mostly configured by {@code telemetry.yml}. */
@NullMarked
package io.letsrun.edge.telemetry;

import org.jspecify.annotations.NullMarked;
