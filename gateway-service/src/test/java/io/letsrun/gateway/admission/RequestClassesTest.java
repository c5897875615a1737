package io.letsrun.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.edge.http.RequestTarget;
import io.letsrun.gateway.WithoutServers;
import io.letsrun.gateway.http.Endpoint;
import io.letsrun.gateway.http.Urgency;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.handler.codec.http.HttpMethod;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What is taken for what at the turnstile, beside what the endpoints are. */
@WithoutServers
class RequestClassesTest {

    @Autowired
    private RequestClasses requestClasses;

    @Autowired
    private List<Endpoint> endpoints;

    @Autowired
    private MeterRegistry meters;

    @Test
    void agreesWithEveryEndpoint() {
        assertThat(endpoints).isNotEmpty().allSatisfy(endpoint -> {
            String path = endpoint.route().path().replaceAll("\\{[^}]+\\}", "019b2e5c-0000-7000-8000-000000000000");
            assertThat(requestClass(endpoint.route().method().name(), path + "?a=/b"))
                    .extracting(RequestClass::kind, RequestClass::urgency)
                    .containsExactly(endpoint.route().kind(), endpoint.urgency());
        });
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/signups, SIGNUP",
        "POST, /v1/runs, RUN",
        "POST, /v1/runs/batch, RUN",
        "DELETE, /v1/runs/x?version=1, RUN",
        "GET, /v1/signups/x, READ",
        "GET, /v1/runs?limit=5, READ",
        "HEAD, /v1/profile, READ",
        "GET, /v1/events, EVENT",
        "GET, /v1/events/a%2Fb, EVENT",
        "POST, /v1/events, EVENT",
    })
    void putsSignupsBeforeRunsBeforeReads(String method, String path, Urgency urgency) {
        assertThat(requestClass(method, path).urgency()).isEqualTo(urgency);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/docs",
                "/v1/signups/",
                "/v1/%73ignups",
                "//v1/signups",
                "http://x/v1/signups",
                "",
                "*",
                "/actuator/health/readiness",
                "/v1/signups;a=b"
            })
    void gainsNothingByAnOddWayOfWriting(String path) {
        assertThat(requestClass("POST", path))
                .extracting(RequestClass::kind, RequestClass::urgency)
                .containsExactly("other", Urgency.READ);
    }

    @Test
    void showsEverySeriesBeforeAnythingIsRefused() {
        assertThat(endpoints).allSatisfy(endpoint -> {
            assertThat(meters.get("letsrun.gateway.refused")
                            .tag("kind", endpoint.route().kind())
                            .tag("reason", "overloaded")
                            .counter()
                            .count())
                    .isZero();
            meters.get("letsrun.gateway.requests")
                    .tag("kind", endpoint.route().kind())
                    .tag("status", "503")
                    .timer();
        });
        for (String group : List.of("writes", "reads", "events")) {
            assertThat(meters.get("letsrun.gateway.admission.limit")
                            .tag("group", group)
                            .gauge()
                            .value())
                    .isPositive();
            assertThat(meters.get("letsrun.gateway.admission.in.use")
                            .tag("group", group)
                            .gauge()
                            .value())
                    .isZero();
        }
    }

    private RequestClass requestClass(String method, String path) {
        return requestClasses.of(HttpMethod.valueOf(method), RequestTarget.path(path));
    }
}
