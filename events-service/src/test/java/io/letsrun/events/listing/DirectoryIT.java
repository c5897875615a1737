package io.letsrun.events.listing;

import static io.letsrun.events.RunningService.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.events.RunningService;
import io.letsrun.simulator.Simulator;
import io.letsrun.simulator.knobs.Knobs;
import io.letsrun.simulator.knobs.SimulatedOperation;
import io.letsrun.testing.RandomUsers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DirectoryIT {

    private static final String SOMEBODY = RandomUsers.any().toString();
    private static final String NO_REDIS = "redis://localhost:1";

    private static Simulator simulator;
    private static RunningService service;

    @BeforeAll
    static void start() {
        simulator = Simulator.start(0, Knobs.flawless());
        service = RunningService.start(simulator.url(), NO_REDIS);
    }

    @AfterAll
    static void stop() {
        service.close();
        simulator.close();
    }

    @Test
    void aRunnersTokenIsNotGoodForIt() {
        HttpResponse<String> answer = service.get("/v1/users", RunningService.token(SOMEBODY));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .contains("Bearer error=\"insufficient_scope\", scope=\"directory\"");
        assertThat(service.get("/v1/catalogue", RunningService.token(SOMEBODY, "audit"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(service.get("/v1/catalogue", null).statusCode()).isEqualTo(401);
    }

    @Test
    void listsUsersWithoutTheirAddresses() {
        HttpResponse<String> answer = get("/v1/users?limit=2");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).get("items").size()).isEqualTo(2);
        assertThat(json(answer).get("items").get(0).propertyNames()).containsExactly("id", "userName", "eventCount");
        assertThat(answer.body()).doesNotContain("@");
        assertThat(answer.headers().firstValue("ETag")).isPresent();
    }

    @Test
    void listsEventsPageByPageAndAsksOnce() {
        HttpResponse<String> first = get("/v1/catalogue?limit=200");
        String link = first.headers().firstValue("Link").orElseThrow();
        HttpResponse<String> second = get("/v1/catalogue" + link.substring(1, link.indexOf('>')));

        assertThat(json(first).get("page").get("total").asInt()).isEqualTo(10_251);
        assertThat(json(second).get("page").get("offset").asInt()).isEqualTo(200);
        assertThat(json(second).get("items").get(0))
                .isNotEqualTo(json(first).get("items").get(0));
        assertThat(get("/v1/catalogue?limit=201").statusCode()).isEqualTo(422);
        assertThat(get("/v1/catalogue?offset=1&cursor=MTp4").statusCode()).isEqualTo(422);
        assertThat(simulator.counters().calls(SimulatedOperation.EVENTS)).isEqualTo(1);
    }

    private static HttpResponse<String> get(String path) {
        return service.get(path, RunningService.token(SOMEBODY, "directory"));
    }
}
