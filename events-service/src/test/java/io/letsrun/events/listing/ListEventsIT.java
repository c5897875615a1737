package io.letsrun.events.listing;

import static io.letsrun.events.RunningService.json;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.letsrun.events.RunningService;
import io.letsrun.simulator.Simulator;
import io.letsrun.simulator.knobs.Knobs;
import io.letsrun.simulator.knobs.LatencyModel;
import io.letsrun.simulator.knobs.SimulatedOperation;
import io.letsrun.testing.Infrastructure;
import io.letsrun.testing.RandomUsers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ListEventsIT {

    /** What the process may have under way by default. */
    private static final int SLOTS = 200;

    private static Simulator simulator;
    private static RunningService service;

    private final String userId = RandomUsers.any().toString();

    @BeforeAll
    static void start() {
        simulator = Simulator.start(0, Knobs.flawless());
        service = RunningService.start(
                simulator.url(), Infrastructure.shared().redis().url());
    }

    @AfterAll
    static void stop() {
        service.close();
        simulator.close();
    }

    @BeforeEach
    void flawless() {
        simulator.knobs(Knobs.flawless());
        simulator.resetCounters();
    }

    @Test
    void aHundredRequestsAtOnceForAColdUserFetchEachEventOnce() {
        List<String> ids = simulator.user(userId, 50);
        simulator.knobs(taking(SimulatedOperation.EVENT, 300));

        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            answers.add(service.eventsLater(userId, ""));
        }

        assertThat(answers)
                .allSatisfy(answer -> assertThat(ids(json(answer.join()))).containsExactlyElementsOf(ids));
        assertThat(simulator.counters().calls(SimulatedOperation.USER)).isEqualTo(1);
        assertThat(simulator.counters().calls(SimulatedOperation.EVENT)).isEqualTo(50);
        assertThat(ids)
                .allSatisfy(id -> assertThat(simulator.counters().calls(SimulatedOperation.EVENT, id))
                        .isEqualTo(1));
        assertThat(simulator.counters().peakInFlight()).isEqualTo(50);
    }

    @Test
    void aHundredColdUsersAtOnceStayWithinTheSlotsAndNobodyStarves() {
        simulator.user(userId, 1);
        List<String> users = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            users.add(RandomUsers.any().toString());
            simulator.user(users.getLast(), 10);
        }
        simulator.knobs(taking(SimulatedOperation.EVENT, 250));

        List<CompletableFuture<HttpResponse<String>>> answers =
                users.stream().map(user -> service.eventsLater(user, "")).toList();
        await().atMost(5, SECONDS)
                .untilAsserted(
                        () -> assertThat(simulator.counters().peakInFlight()).isEqualTo(SLOTS));
        boolean lateOneIsComplete =
                json(service.events(userId, "")).get("complete").asBoolean();
        long othersDone = answers.stream().filter(CompletableFuture::isDone).count();

        assertThat(lateOneIsComplete).isTrue();
        assertThat(othersDone).as("those who were served before the late one").isLessThan(100);
        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(json(answer.join()).get("complete").asBoolean())
                                .isTrue());
        assertThat(simulator.counters().calls(SimulatedOperation.EVENT)).isEqualTo(100 * 10 + 1);
        assertThat(simulator.counters().peakInFlight()).isEqualTo(SLOTS);
    }

    @Test
    void fetchesThePageAndNoMore() {
        List<String> ids = simulator.user(userId, 200);

        HttpResponse<String> answer = service.events(userId, "?limit=10&offset=20");

        assertThat(ids(json(answer))).containsExactlyElementsOf(ids.subList(20, 30));
        assertThat(json(answer).get("page").get("total").asInt()).isEqualTo(200);
        assertThat(json(answer).get("complete").asBoolean()).isTrue();
        assertThat(simulator.counters().calls(SimulatedOperation.EVENT)).isEqualTo(10);
    }

    @Test
    void theLinksLeadThroughAllOfThem() {
        List<String> ids = simulator.user(userId, 45);

        List<String> seen = new ArrayList<>();
        String query = "?limit=10&sort=-id";
        int pages = 0;
        while (query != null) {
            HttpResponse<String> answer = service.events(userId, query);
            seen.addAll(ids(json(answer)));
            pages++;
            query = answer.headers()
                    .firstValue("Link")
                    .map(link -> link.substring(1, link.indexOf('>')))
                    .orElse(null);
        }

        assertThat(pages).isEqualTo(5);
        assertThat(seen)
                .containsExactlyElementsOf(
                        ids.stream().sorted(java.util.Comparator.reverseOrder()).toList());
    }

    @Test
    void whoHasThePageAlreadyGetsA304() {
        simulator.user(userId, 3);
        HttpResponse<String> first = service.events(userId, "");
        String tag = first.headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> same = service.events(userId, "", "If-None-Match", tag);
        HttpResponse<String> other = service.events(userId, "", "If-None-Match", "\"other\"");

        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(same.headers().firstValue("ETag")).contains(tag);
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(other.body()).isEqualTo(first.body());
        assertThat(other.headers().firstValue("Cache-Control")).contains("no-cache, private");
    }

    @Test
    void answersOnlyTheFieldsThatAreAskedFor() {
        simulator.user(userId, 1);

        assertThat(json(service.events(userId, "?fields=name"))
                        .get("items")
                        .get(0)
                        .propertyNames())
                .containsExactly("name");
        assertThat(service.events(userId, "?fields=email").statusCode()).isEqualTo(422);
    }

    @Test
    void aPartialAnswerSaysSoAndIsKeptByNobody() {
        List<String> ids = simulator.user(userId, 120);
        simulator.knobs(taking(SimulatedOperation.EVENT, 300));

        HttpResponse<String> partial = service.events(userId, "?limit=120", "Request-Timeout", "0.8");

        JsonNode body = json(partial);
        assertThat(partial.statusCode()).isEqualTo(200);
        assertThat(body.get("complete").asBoolean()).isFalse();
        assertThat(body.get("missing").size() + body.get("items").size()).isEqualTo(120);
        assertThat(ids(body)).isSubsetOf(ids).hasSizeBetween(50, 100);
        assertThat(body.get("missing").get(0).get("reason").asString()).isEqualTo("deadline");
        assertThat(partial.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(partial.headers().firstValue("ETag")).isEmpty();

        simulator.knobs(Knobs.flawless());
        assertThat(json(service.events(userId, "?limit=120")).get("complete").asBoolean())
                .isTrue();
        assertThat(ids)
                .allSatisfy(id -> assertThat(simulator.counters().calls(SimulatedOperation.EVENT, id))
                        .isLessThanOrEqualTo(2));
        await().atMost(5, SECONDS).until(() -> simulator.counters().inFlight() == 0);
    }

    @Test
    void aClientWhoGoesAwayTakesTheFetchesAlong() {
        simulator.user(userId, 200);
        simulator.knobs(taking(SimulatedOperation.EVENT, 10_000));
        CompletableFuture<HttpResponse<String>> client = service.eventsLater(userId, "?limit=200");
        await().atMost(5, SECONDS).until(() -> simulator.counters().inFlight() == 50);

        client.cancel(true);

        await().atMost(2, SECONDS).until(() -> simulator.counters().inFlight() == 0);
        assertThat(simulator.counters().cancelled()).isEqualTo(50);
        assertThat(simulator.counters().calls(SimulatedOperation.EVENT)).isEqualTo(50);
    }

    @Test
    void tenThousandEventsAreAsManyAsTheTimeAllowsAndMoreEachTime() {
        simulator.user(userId, 10_000);
        simulator.knobs(taking(SimulatedOperation.EVENT, 200));

        JsonNode first = json(service.events(userId, "?sort=name&limit=10"));
        JsonNode second = json(service.events(userId, "?sort=name&limit=10"));

        assertThat(first.get("complete").asBoolean()).isFalse();
        assertThat(first.get("page").get("total").asInt()).isEqualTo(10_000);
        assertThat(first.get("missing").size()).isEqualTo(200);
        assertThat(first.get("missingTotal").asInt()).isBetween(10_000 - 3_000 / 200 * 50, 9_999);
        assertThat(second.get("missingTotal").asInt())
                .isLessThan(first.get("missingTotal").asInt());
        assertThat(simulator.counters().peakInFlight()).isEqualTo(50);
    }

    @Test
    void anEventThatIsListedButUnknownIsMissing() {
        List<String> ids = new ArrayList<>(simulator.user(userId, 2));
        ids.add("no-such-event");
        simulator.user(userId, ids);

        JsonNode body = json(service.events(userId, ""));
        service.events(userId, "");

        assertThat(body.get("missing").toString())
                .isEqualTo("[{\"eventId\":\"no-such-event\",\"reason\":\"unknown\"}]");
        assertThat(simulator.counters().calls(SimulatedOperation.EVENT, "no-such-event"))
                .isEqualTo(1);
    }

    @Test
    void aUserWhomTheUpstreamDoesNotKnowYetHasNoEventsAndIsAskedForOnce() {
        HttpResponse<String> answer = service.events(userId, "?sort=name");
        service.events(userId, "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"items\":[],\"page\":{\"limit\":50,\"offset\":0,\"total\":0,\"next\":null},"
                        + "\"complete\":true,\"missing\":[]}");
        assertThat(simulator.counters().calls(SimulatedOperation.USER)).isEqualTo(1);
    }

    @Test
    void somebodyElsesEventsAre404AndNobodyIsAsked() {
        simulator.user(userId, 1);

        HttpResponse<String> answer = service.get(
                "/v1/users/" + userId + "/events",
                RunningService.token(RandomUsers.any().toString()));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(simulator.counters().calls(SimulatedOperation.USER)).isZero();
    }

    @Test
    void withoutATokenItIs401() {
        HttpResponse<String> answer = service.get("/v1/users/" + userId + "/events", null);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(json(answer).get("type").asString()).isEqualTo("/problems/unauthenticated");
    }

    @Test
    void badParametersAreAllNamed() {
        HttpResponse<String> answer = service.events(userId, "?limit=0&sort=x");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).get("type").asString()).isEqualTo("/problems/invalid");
        assertThat(json(answer).get("errors").size()).isEqualTo(2);
        assertThat(service.events(userId, "", "Request-Timeout", "-1").statusCode())
                .isEqualTo(422);
        assertThat(service.events(userId, "", "Request-Timeout", "soon").statusCode())
                .isEqualTo(422);
    }

    @Test
    void otherMethodsAndFormsAreRefused() {
        simulator.user(userId, 1);
        String path = "/v1/users/" + userId + "/events";
        String token = RunningService.token(userId);

        HttpResponse<String> put = service.send(service.request(path, token)
                .method("PUT", java.net.http.HttpRequest.BodyPublishers.noBody())
                .build());
        HttpResponse<String> xml = service.get(path, token, "Accept", "application/xml");
        HttpResponse<String> head = service.send(service.request(path, token)
                .method("HEAD", java.net.http.HttpRequest.BodyPublishers.noBody())
                .build());

        assertThat(put.statusCode()).isEqualTo(405);
        assertThat(put.headers().firstValue("Allow").orElseThrow())
                .contains("GET")
                .contains("POST");
        assertThat(xml.statusCode()).isEqualTo(406);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(service.get("/v1/nothing", token).statusCode()).isEqualTo(404);
    }

    private static UnaryOperator<Knobs> taking(SimulatedOperation operation, long millis) {
        return knobs -> knobs.with(operation, behaviour -> behaviour.taking(LatencyModel.fixed(millis)));
    }

    private static List<String> ids(JsonNode answer) {
        List<String> ids = new ArrayList<>();
        answer.get("items").forEach(item -> ids.add(item.get("id").asString()));
        return ids;
    }
}
