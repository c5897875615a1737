package io.letsrun.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

class LoginThrottleTest {

    private final LoginThrottle guesses = new LoginThrottle();

    @Test
    void makesAnAddressWaitAfterTenWrongPasswords() {
        for (int guess = 0; guess < 10; guess++) {
            assertThat(guess("10.0.0.1")).isNull();
        }

        assertThat(guess("10.0.0.1")).isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
        assertThat(guess("10.0.0.2")).isNull();
    }

    /** Passes the filter if it may, and turns out wrong then. */
    private @Nullable HttpStatusCode guess(String address) {
        MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/api/v1/letters")
                .remoteAddress(new InetSocketAddress(address, 4711))
                .header(HttpHeaders.AUTHORIZATION, "Basic eDp5"));
        guesses.filter(exchange, passed -> Mono.fromRunnable(() -> guesses.wrong(passed)))
                .block();
        return exchange.getResponse().getStatusCode();
    }
}
