package io.letsrun.events.cache;

import static io.letsrun.events.RunningService.PATIENT_WITH_REDIS;
import static io.letsrun.events.RunningService.json;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.letsrun.events.RunningService;
import io.letsrun.simulator.Simulator;
import io.letsrun.simulator.knobs.Knobs;
import io.letsrun.simulator.knobs.SimulatedOperation;
import io.letsrun.testing.Infrastructure;
import io.letsrun.testing.RandomUsers;
import io.letsrun.testing.TestRedis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CacheIT {

    private static final String[] SHORT_LIVED = {
        "letsrun.events.cache.user-fresh=1s",
        "letsrun.events.cache.event-fresh=1s",
        "letsrun.events.cache.refresh-pause=50ms",
        "letsrun.events.upstream.breaker.interval=100ms"
    };

    private final TestRedis redis = Infrastructure.shared().redis();
    private final Simulator simulator = Simulator.start(0, Knobs.flawless());
    private final List<RunningService> services = new ArrayList<>();
    private final String userId = RandomUsers.any().toString();

    @BeforeEach
    void redisIsThere() {
        redis.start();
        simulator.user(userId, 50);
    }

    @AfterEach
    void stop() {
        services.forEach(RunningService::close);
        simulator.close();
        redis.start();
    }

    @Test
    void anotherInstanceFindsInRedisWhatOneFetched() {
        RunningService one = start(PATIENT_WITH_REDIS).connected();
        RunningService another = start(PATIENT_WITH_REDIS).connected();
        HttpResponse<String> fetched = one.events(userId, "");
        await().atMost(5, SECONDS).until(() -> eventsInRedis(fetched) == 50);
        long events = simulator.counters().calls(SimulatedOperation.EVENT);
        long users = simulator.counters().calls(SimulatedOperation.USER);

        HttpResponse<String> answer = another.events(userId, "");

        assertThat(json(answer).get("items").size()).isEqualTo(50);
        assertThat(simulator.counters().calls(SimulatedOperation.EVENT)).isEqualTo(events);
        assertThat(simulator.counters().calls(SimulatedOperation.USER)).isEqualTo(users);
    }

    @Test
    void noAddressOfAnybodyIsInRedis() {
        start(PATIENT_WITH_REDIS).connected().events(userId, "");
        await().atMost(5, SECONDS).until(() -> inRedis("letsrun:events:2:user:" + userId) == 1);

        assertThat(valueOf("letsrun:events:2:user:" + userId)).contains(userId).doesNotContain("@");
    }

    @Test
    void garbageInRedisIsAMiss() {
        try (StatefulRedisConnection<String, String> connection = connect()) {
            connection.sync().set("letsrun:events:2:user:" + userId, "{\"v\":2,\"id\":");
        }

        RunningService service = start(PATIENT_WITH_REDIS).connected();
        long users = simulator.counters().calls(SimulatedOperation.USER);

        HttpResponse<String> answer = service.events(userId, "");

        assertThat(json(answer).get("items").size()).isEqualTo(50);
        assertThat(simulator.counters().calls(SimulatedOperation.USER)).isEqualTo(users + 1);
    }

    @Test
    void withoutRedisItIsSlowerNotWrong() {
        RunningService service = start(SHORT_LIVED);
        assertThat(service.events(userId, "").statusCode()).isEqualTo(200);

        redis.kill();
        String cold = RandomUsers.any().toString();
        simulator.user(cold, 50);
        assertThat(json(service.events(userId, "")).get("items").size()).isEqualTo(50);
        assertThat(json(service.events(cold, "")).get("complete").asBoolean()).isTrue();
        assertThat(start().events(cold, "").statusCode()).isEqualTo(200); // one that starts without it
        assertThat(service.manage("/actuator/health/readiness").statusCode()).isEqualTo(200);

        redis.start();
        services.forEach(RunningService::connected);
    }

    @Test
    void whatIsStaleIsServedAsSuchWhileTheUpstreamIsDownAndFreshAgainAfterwards() {
        RunningService service = start(SHORT_LIVED);
        String tag = service.events(userId, "").headers().firstValue("ETag").orElseThrow();
        simulator.refuse();

        await().atMost(5, SECONDS).until(() -> json(service.events(userId, "")).has("stale"));
        HttpResponse<String> stale = service.events(userId, "");
        assertThat(stale.statusCode()).isEqualTo(200);
        assertThat(json(stale).get("items").size()).isEqualTo(50);
        assertThat(json(stale).get("complete").asBoolean()).isTrue();
        assertThat(stale.headers().firstValue("Age")).isPresent();

        simulator.accept();
        await().atMost(30, SECONDS)
                .until(() -> service.events(userId, "", "If-None-Match", tag).statusCode() == 304);
    }

    @Test
    void withTheUpstreamDownAndNothingCachedItIs503() {
        RunningService service = start();
        simulator.refuse();

        HttpResponse<String> answer = service.events(userId, "");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers()
                        .firstValue("Retry-After")
                        .map(Integer::parseInt)
                        .orElseThrow())
                .isBetween(1, 10);
        assertThat(json(answer).get("type").asString()).isEqualTo("/problems/unavailable");
        assertThat(service.manage("/actuator/health/readiness").statusCode()).isEqualTo(200);
        assertThat(service.manage("/actuator/health/liveness").statusCode()).isEqualTo(200);
    }

    private RunningService start(String... properties) {
        RunningService service = RunningService.start(simulator.url(), redis.url(), properties);
        services.add(service);
        return service;
    }

    /** How many of an answer's events are there. */
    private long eventsInRedis(HttpResponse<String> answer) {
        List<String> keys = new ArrayList<>();
        json(answer)
                .get("items")
                .forEach(item ->
                        keys.add("letsrun:events:2:event:" + item.get("id").asString()));
        try (StatefulRedisConnection<String, String> connection = connect()) {
            return connection.sync().exists(keys.toArray(String[]::new));
        }
    }

    private int inRedis(String pattern) {
        try (StatefulRedisConnection<String, String> connection = connect()) {
            return connection.sync().keys(pattern).size();
        }
    }

    private String valueOf(String key) {
        try (StatefulRedisConnection<String, String> connection = connect()) {
            return connection.sync().get(key);
        }
    }

    private StatefulRedisConnection<String, String> connect() {
        return CLIENT.connect(io.lettuce.core.RedisURI.create(redis.url()));
    }

    private static final RedisClient CLIENT = RedisClient.create();
}
