package io.letsrun.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.edge.problem.ProblemKind;
import io.letsrun.edge.problem.Refused;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

class LoginThrottleTest {

    private final LoginThrottle guesses = new LoginThrottle();

    @Test
    void makesAnAddressWaitAfterTenWrongPasswords() {
        for (int guess = 0; guess < 10; guess++) {
            assertThat(guess("10.0.0.1")).isTrue();
        }

        assertThat(guess("10.0.0.1")).isFalse();
        assertThat(guess("10.0.0.2")).isTrue();
    }

    /** Passes the filter if it may, and turns out wrong then. */
    private boolean guess(String address) {
        MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/api/v1/letters")
                .remoteAddress(new InetSocketAddress(address, 4711))
                .header(HttpHeaders.AUTHORIZATION, "Basic eDp5"));
        try {
            guesses.filter(exchange, passed -> Mono.fromRunnable(() -> guesses.wrong(passed)))
                    .block();
            return true;
        } catch (Refused refused) {
            assertThat(refused.problem().kind()).isEqualTo(ProblemKind.TOO_MANY_REQUESTS);
            assertThat(refused.problem().headers()).containsEntry(HttpHeaders.RETRY_AFTER, "6");
            return false;
        }
    }
}
