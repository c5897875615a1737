package io.letsrun.gateway.limit;

import io.github.bucket4j.ConsumptionProbe;
import io.letsrun.edge.problem.Problem;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/**
 * What remains of a limit after one request.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/11/">RateLimit header fields for
 *     HTTP, draft 11</a>
 */
public record Allowance(Limit limit, ConsumptionProbe probe) {

    /**
     * Sets the answer's headers.
     *
     * @throws io.letsrun.edge.problem.Refused when the limit is exceeded
     */
    public void apply(ServerWebExchange exchange) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.set("RateLimit-Policy", limit.policy());
        headers.set("RateLimit", limit.state(probe.getRemainingTokens(), seconds(probe.getNanosToWaitForReset())));
        if (!probe.isConsumed()) {
            throw Problem.tooManyRequests(Duration.ofNanos(probe.getNanosToWaitForRefill()))
                    .refused();
        }
    }

    private static long seconds(long nanos) {
        return Duration.ofNanos(nanos).plusNanos(999_999_999).toSeconds();
    }
}
