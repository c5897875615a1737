package io.letsrun.events.http;

import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.Refused;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a caller is told when the upstream gives no answer. */
public final class UpstreamAway {

    private UpstreamAway() {}

    /** @param retryAfter null when nobody knows; then each caller is told another second */
    public static Refused refused(@Nullable Duration retryAfter) {
        return refused("The upstream of events does not answer.", retryAfter);
    }

    public static Refused refused(String detail, @Nullable Duration retryAfter) {
        Problem problem = Problem.unavailable(detail);
        return (retryAfter == null ? problem : problem.retryAfter(retryAfter)).refused();
    }
}
