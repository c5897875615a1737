package io.letsrun.events.adding;

import static io.letsrun.events.RunningService.json;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.letsrun.events.RunningService;
import io.letsrun.simulator.Simulator;
import io.letsrun.simulator.knobs.AddPattern;
import io.letsrun.simulator.knobs.InjectedFault;
import io.letsrun.simulator.knobs.Knobs;
import io.letsrun.simulator.knobs.SimulatedOperation;
import io.letsrun.testing.Infrastructure;
import io.letsrun.testing.RandomUsers;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AddEventIT {

    private static final String RUN = "{\"name\":\"Morning run\",\"details\":\"wet\"}";

    private static final String KEY = "0d3c2b1a-key-of-one-event";

    private final Simulator simulator = Simulator.start(0, Knobs.flawless());
    private final RunningService service = patientWithRedis();
    private final String userId = RandomUsers.any().toString();

    @BeforeEach
    void aUser() {
        simulator.user(userId, 2);
    }

    @AfterEach
    void stop() {
        service.close();
        simulator.close();
    }

    @Test
    void theNextLookShowsIt() {
        String tag = service.events(userId, "").headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> added = service.add(userId, RUN);
        HttpResponse<String> list = service.events(userId, "", "If-None-Match", tag);

        assertThat(added.statusCode()).isEqualTo(201);
        String id = json(added).get("id").asString();
        assertThat(added.headers().firstValue("Location")).contains("events/" + id);
        assertThat(list.statusCode()).isEqualTo(200);
        assertThat(json(list).get("items").size()).isEqualTo(3);
        assertThat(json(list).get("items").get(2)).isEqualTo(json(added));
        HttpResponse<String> one = service.get("/v1/users/" + userId + "/events/" + id, RunningService.token(userId));
        assertThat(json(one)).isEqualTo(json(added));
        assertThat(simulator.counters().calls(SimulatedOperation.USER)).isEqualTo(1);
    }

    @Test
    void theSameKeyAddsOneEventWhicheverInstanceIsAsked() {
        service.connected();
        try (RunningService other = patientWithRedis().connected()) {
            HttpResponse<String> first = service.add(userId, RUN, "Idempotency-Key", KEY);
            HttpResponse<String> again = service.add(userId, RUN, "Idempotency-Key", KEY);
            await().atMost(5, SECONDS) // while the first still tells Redis what became of it
                    .until(() -> other.add(userId, RUN, "Idempotency-Key", KEY).statusCode() == 201);

            assertThat(first.statusCode()).isEqualTo(201);
            assertThat(again.statusCode()).isEqualTo(201);
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(other.add(userId, RUN, "Idempotency-Key", KEY).body()).isEqualTo(first.body());
        }

        assertThat(simulator.counters().added(userId)).isEqualTo(1);
    }

    @Test
    void anOpenBreakerIsA503AtOnceAndAsksNobody() {
        simulator.knobs(knobs -> knobs.with(new AddPattern(0, 10)));
        for (int i = 0; i < 10; i++) {
            assertThat(service.add(userId, RUN).statusCode()).isEqualTo(503);
        }
        long asked = simulator.counters().calls(SimulatedOperation.ADD);

        HttpResponse<String> refused = service.add(userId, RUN, "Idempotency-Key", KEY);

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers()
                        .firstValue("Retry-After")
                        .map(Integer::parseInt)
                        .orElseThrow())
                .isBetween(1, 5);
        assertThat(simulator.counters().calls(SimulatedOperation.ADD)).isEqualTo(asked);
        assertThat(simulator.counters().added(userId)).isZero();
    }

    /** Five good ones, ten bad ones, and so on: the fifth bad one opens the breaker, and probes find out when it is over. */
    @Test
    void anUpstreamThatMostlyRefusesIsLeftAloneUntilItIsWell() {
        simulator.knobs(knobs -> knobs.with(new AddPattern(5, 10)));
        Duration interval = Duration.ofMillis(500);
        List<Integer> statuses = new ArrayList<>();
        long start = System.nanoTime();
        try (RunningService ours = RunningService.start(
                simulator.url(),
                Infrastructure.shared().redis().url(),
                "letsrun.events.upstream.breaker.interval=" + interval.toMillis() + "ms")) {
            await().pollInterval(Duration.ofMillis(20)).atMost(30, SECONDS).until(() -> {
                statuses.add(ours.add(userId, RUN).statusCode());
                return statuses.stream().filter(status -> status == 201).count() == 8;
            });
        }
        long intervals = (System.nanoTime() - start) / interval.toNanos() + 1;

        assertThat(statuses.subList(0, 10)).containsExactly(201, 201, 201, 201, 201, 503, 503, 503, 503, 503);
        assertThat(statuses).containsOnly(201, 503);
        assertThat(simulator.counters().added(userId)).isEqualTo(8);
        assertThat(simulator.counters().calls(SimulatedOperation.ADD))
                .as("ten, five bad probes, a good one, two more")
                .isEqualTo(10 + 5 + 1 + 2);
        assertThat(5 + 1L).as("probes, of which there is one an interval").isLessThanOrEqualTo(intervals);
    }

    @Test
    void whatIsInDoubtIsSaidToBeAndNotSentAgain() {
        simulator.knobs(knobs -> knobs.with(
                SimulatedOperation.ADD, behaviour -> behaviour.failing(InjectedFault.DROP_BEFORE_HEADERS, 1)));

        HttpResponse<String> first = service.add(userId, RUN, "Idempotency-Key", KEY);
        simulator.knobs(Knobs.flawless());
        HttpResponse<String> again = service.add(userId, RUN, "Idempotency-Key", KEY);

        assertThat(first.statusCode()).isEqualTo(502);
        assertThat(json(first).get("type").asString()).isEqualTo("/problems/in-doubt");
        assertThat(again.statusCode()).isEqualTo(502);
        assertThat(simulator.counters().calls(SimulatedOperation.ADD)).isEqualTo(1);
    }

    @Test
    void whatCannotBeReadIsAProblem() {
        assertThat(service.add(userId, "{").statusCode()).isEqualTo(400);
        assertThat(service.add(userId, "{\"name\":\"" + "x".repeat(65_536) + "\"}")
                        .statusCode())
                .isEqualTo(413);
        HttpResponse<String> invalid = service.add(userId, "{\"name\":7}");
        assertThat(invalid.statusCode()).isEqualTo(422);
        assertThat(json(invalid).get("errors").toString())
                .isEqualTo("[{\"pointer\":\"/name\",\"code\":\"wrong-type\",\"detail\":\"must be a string\"}]");
        HttpResponse<String> text =
                service.send(service.request("/v1/users/" + userId + "/events", RunningService.token(userId))
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString(RUN))
                        .build());
        assertThat(text.statusCode()).isEqualTo(415);
        HttpResponse<String> chunked =
                service.send(service.request("/v1/users/" + userId + "/events", RunningService.token(userId))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(new byte[70_000])))
                        .build());
        assertThat(chunked.statusCode()).isEqualTo(413);
        assertThat(json(chunked).get("type").asString()).isEqualTo("/problems/too-large");
        assertThat(service.add(userId, RUN, "Idempotency-Key", "a b").statusCode())
                .isEqualTo(422);
        assertThat(simulator.counters().calls(SimulatedOperation.ADD)).isZero();
    }

    private RunningService patientWithRedis() {
        return RunningService.start(
                simulator.url(), Infrastructure.shared().redis().url(), RunningService.PATIENT_WITH_REDIS);
    }
}
