package io.letsrun.events.gather;

import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.ProblemKind;
import io.letsrun.edge.problem.Refused;
import io.letsrun.edge.routing.Router;
import io.letsrun.edge.token.TokenVerifier;
import io.letsrun.edge.token.VerifiedToken;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** Reads from the head of a request who asks, about whom, and how long an answer is of use. */
@Component
public record RequestReader(TokenVerifier tokens, GatherProperties properties) {

    /** In seconds, as in a draft of the HTTP API working group's; decimals are allowed. */
    private static final String TIMEOUT = "Request-Timeout";

    private static final int LONGEST_NUMBER = 10;

    /**
     * Returns the id in the path, which must be the token's own user.
     *
     * @throws Refused for anybody else: whether they exist is nobody's business
     */
    public String ownUser(ServerWebExchange exchange) {
        String own = token(exchange).userId().toString();
        if (!own.equalsIgnoreCase(Router.variable(exchange, "id"))) {
            throw Refused.unknown("the user");
        }
        return own;
    }

    /** @throws Refused when the token is not good for that */
    public void requireScope(ServerWebExchange exchange, String scope) {
        if (!token(exchange).scopes().contains(scope)) {
            throw outOfScope(scope);
        }
    }

    /** @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3.1">RFC 6750, section 3.1</a> */
    private static Refused outOfScope(String scope) {
        return Problem.of(ProblemKind.FORBIDDEN, "The access token is not good for this.")
                .with(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\", scope=\"" + scope + '"')
                .refused();
    }

    private VerifiedToken token(ServerWebExchange exchange) {
        return tokens.verify(exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION));
    }

    /** Returns the most that a request may take. */
    public Duration deadline() {
        return properties.deadline();
    }

    /**
     * Returns how long the answer is of use: what the client says, at most the deadline.
     *
     * @throws Refused when the client says no positive number
     */
    public Duration patience(ServerWebExchange exchange) {
        @Nullable String seconds = exchange.getRequest().getHeaders().getFirst(TIMEOUT);
        if (seconds == null) {
            return deadline();
        }
        Duration asked = duration(seconds);
        return asked.compareTo(deadline()) < 0 ? asked : deadline();
    }

    private static Duration duration(String seconds) {
        boolean number = seconds.length() <= LONGEST_NUMBER && seconds.matches("\\d+(\\.\\d+)?");
        double value = number ? Double.parseDouble(seconds) : 0;
        if (value <= 0) {
            throw Refused.invalid("/" + TIMEOUT, "out-of-range", "must be a positive number of seconds");
        }
        return Duration.ofMillis(Math.max(1, Math.round(value * 1000)));
    }
}
