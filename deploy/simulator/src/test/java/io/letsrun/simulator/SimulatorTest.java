package io.letsrun.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.letsrun.simulator.knobs.InjectedFault;
import io.letsrun.simulator.knobs.Knobs;
import io.letsrun.simulator.knobs.LatencyModel;
import io.letsrun.simulator.knobs.SimulatedOperation;
import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SimulatorTest {

    private static final String RUN = "{\"userId\":\"u-1\",\"name\":\"Parkrun\",\"details\":\"5 km\"}";

    private final Simulator simulator = Simulator.start(0, Knobs.flawless());

    @AfterEach
    void close() {
        simulator.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 50, 200, 10_000})
    void hasUsersOfSeveralSizes(int size) throws IOException {
        JsonNode user = json(get("/getUserById/" + SimulatedData.presetUser(size)), 200);

        assertThat(user.path("id").asString()).isEqualTo(SimulatedData.presetUser(size));
        assertThat(user.path("userName").asString()).isNotEmpty();
        assertThat(user.path("email").asString()).contains("@");
        assertThat(user.path("events")).hasSize(size);
    }

    @Test
    void tellsAnEvent() throws IOException {
        String id = json(get("/getUserById/" + SimulatedData.presetUser(1)), 200)
                .path("events")
                .path(0)
                .asString();

        JsonNode event = json(get("/getEventById/" + id), 200);

        assertThat(event.path("id").asString()).isEqualTo(id);
        assertThat(event.path("userId").asString()).isEqualTo(SimulatedData.presetUser(1));
        assertThat(event.path("name").asString()).isNotEmpty();
        assertThat(event.path("details").asString()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/getUserById/nobody", "/getEventById/none", "/getEventById/", "/elsewhere"})
    void saysInJsonThatThereIsNoSuchThing(String path) throws IOException {
        assertThat(json(get(path), 404).path("error").asString()).isNotEmpty();
    }

    @Test
    void listsAllUsersAndAllEvents() throws IOException {
        assertThat(json(get("/getUsers"), 200)).hasSize(5);
        assertThat(json(get("/getEvents"), 200)).hasSize(10_251);
    }

    @Test
    void aUserComesIntoBeingWithTheFirstEvent() throws IOException {
        JsonNode first = json(post(RUN), 201);
        JsonNode second = json(post(RUN), 201);

        List<String> events = new ArrayList<>();
        json(get("/getUserById/u-1"), 200).path("events").forEach(id -> events.add(id.asString()));
        assertThat(events)
                .containsExactly(first.path("id").asString(), second.path("id").asString())
                .doesNotHaveDuplicates();
        assertThat(json(get("/getEventById/" + events.getFirst()), 200)).isEqualTo(first);
        assertThat(first.path("details").asString()).isEqualTo("5 km");
        assertThat(simulator.counters().added("u-1")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"userId\":\"u-1\"}",
                "{\"userId\":\"u-1\",\"name\":\" \"}",
                "{\"userId\":\"u-1\",\"name\":7}",
                "{\"userId\":\"a b\",\"name\":\"x\"}",
                "{\"userId\":\"u-1\",\"name\":\"x\",\"details\":[]}"
            })
    void refusesABodyThatIsNoEvent(String body) throws IOException {
        json(post(body), 400);

        assertThat(simulator.counters().added()).isEmpty();
    }

    @Test
    void refusesTenOfEveryFifteenAdditions() throws IOException {
        simulator.knobs(knobs -> knobs.with(Knobs.defaults().addPattern()));

        List<Integer> statuses = new ArrayList<>();
        for (int call = 0; call < 32; call++) {
            statuses.add(post(RUN).status());
        }

        assertThat(statuses)
                .isEqualTo(IntStream.range(0, 32)
                        .map(call -> call % 15 < 5 ? 201 : 503)
                        .boxed()
                        .toList());
        assertThat(simulator.counters().added("u-1")).isEqualTo(12);
        assertThat(simulator.counters().calls(SimulatedOperation.ADD, "u-1")).isEqualTo(32);
    }

    @Test
    void honoursAnIdempotencyKeyOnlyWhenToldTo() throws IOException {
        post(RUN, "Idempotency-Key: k");
        post(RUN, "Idempotency-Key: k");
        assertThat(simulator.counters().added("u-1")).isEqualTo(2);

        simulator.knobs(knobs -> knobs.honouringIdempotencyKeys(true));
        JsonNode first = json(post(RUN, "Idempotency-Key: k"), 201);
        JsonNode second = json(post(RUN, "Idempotency-Key: k"), 201);

        assertThat(second).isEqualTo(first);
        assertThat(simulator.counters().added("u-1")).isEqualTo(3);
    }

    @Test
    void resetsTheConnectionInsteadOfAnswering() throws IOException {
        failing(InjectedFault.DROP_BEFORE_HEADERS);

        try (SimulatorClient client = askForUser()) {
            assertThat(client.isReset()).isTrue();
        }
        assertThat(simulator.counters().spoiled()).isEqualTo(1);
    }

    @Test
    void endsTheConnectionAfterTheHeaders() throws IOException {
        failing(InjectedFault.DROP_AFTER_HEADERS);

        SimulatorClient.Seen seen = get("/getUserById/" + SimulatedData.presetUser(50));

        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.announced()).isPositive();
        assertThat(seen.body()).isEmpty();
    }

    @Test
    void sendsHalfABody() throws IOException {
        failing(InjectedFault.HALF_BODY);

        SimulatorClient.Seen seen = get("/getUserById/" + SimulatedData.presetUser(50));

        assertThat(seen.body()).hasSize(seen.announced() / 2);
    }

    @Test
    void sendsGarbageThatCallsItselfJson() throws IOException {
        failing(InjectedFault.GARBAGE);

        SimulatorClient.Seen seen = get("/getUserById/" + SimulatedData.presetUser(50));

        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.head()).contains("application/json");
        assertThat(seen.body()).hasSize(seen.announced());
        assertThatThrownBy(() -> SimulatedReply.JSON.readTree(seen.body())).isInstanceOf(RuntimeException.class);
    }

    @Test
    void answers500() throws IOException {
        failing(InjectedFault.SERVER_ERROR);

        json(get("/getUserById/" + SimulatedData.presetUser(1)), 500);
    }

    @Test
    void aSpoiledAnswerHidesThatTheEventWasAdded() throws IOException {
        simulator.knobs(knobs -> knobs.with(
                SimulatedOperation.ADD, behaviour -> behaviour.failing(InjectedFault.DROP_BEFORE_HEADERS, 1)));

        try (SimulatorClient client = SimulatorClient.send(simulator.port(), "POST", "/addEvent", RUN)) {
            assertThat(client.isReset()).isTrue();
        }
        assertThat(simulator.counters().added("u-1")).isEqualTo(1);
    }

    @Test
    void hangsUntilTheClientGoes() throws IOException {
        failing(InjectedFault.HANG);

        SimulatorClient client = askForUser();
        await().until(() -> simulator.counters().inFlight() == 1);
        client.close();

        await().until(() -> simulator.counters().inFlight() == 0);
        assertThat(simulator.counters().cancelled()).isEqualTo(1);
        assertThat(simulator.counters().answered()).isZero();
        assertThat(simulator.counters().connections()).isZero();
    }

    @Test
    void noticesAClientThatDoesNotWait() throws IOException {
        simulator.knobs(knobs ->
                knobs.with(SimulatedOperation.USER, behaviour -> behaviour.taking(LatencyModel.fixed(60_000))));

        SimulatorClient client = askForUser();
        await().until(() -> simulator.counters().inFlight() == 1);
        client.close();

        await().until(() -> simulator.counters().cancelled() == 1);
        assertThat(simulator.counters().inFlight()).isZero();
    }

    @Test
    void takesItsTime() throws IOException {
        simulator.knobs(
                knobs -> knobs.with(SimulatedOperation.USER, behaviour -> behaviour.taking(LatencyModel.fixed(150))));

        long began = System.nanoTime();
        json(get("/getUserById/" + SimulatedData.presetUser(1)), 200);

        assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(150_000_000L);
    }

    @Test
    void answersManyCallsAtOnceAndCountsThem() throws IOException {
        simulator.knobs(
                knobs -> knobs.with(SimulatedOperation.EVENT, behaviour -> behaviour.taking(LatencyModel.fixed(700))));
        List<String> ids = simulator.user("many", 100);

        List<SimulatorClient> clients = new ArrayList<>();
        for (String id : ids) {
            clients.add(SimulatorClient.send(simulator.port(), "GET", "/getEventById/" + id, ""));
        }
        await().until(() -> simulator.counters().inFlight() == 100);
        for (SimulatorClient client : clients) {
            try (client) {
                json(client.seen(), 200);
            }
        }

        SimulatorCounters counters = simulator.counters();
        assertThat(counters.peakInFlight()).isEqualTo(100);
        assertThat(counters.inFlight()).isZero();
        assertThat(counters.answered()).isEqualTo(100);
        assertThat(counters.calls(SimulatedOperation.EVENT)).isEqualTo(100);
        assertThat(ids).allMatch(id -> counters.calls(SimulatedOperation.EVENT, id) == 1);
    }

    @Test
    void resetsEveryCallWhileAllIsDown() throws IOException {
        simulator.knobs(knobs -> knobs.down(true));
        try (SimulatorClient read = askForUser();
                SimulatorClient addition = SimulatorClient.send(simulator.port(), "POST", "/addEvent", RUN)) {
            assertThat(read.isReset()).isTrue();
            assertThat(addition.isReset()).isTrue();
        }
        assertThat(simulator.counters().added()).isEmpty();

        simulator.knobs(knobs -> knobs.down(false));
        json(get("/getUserById/" + SimulatedData.presetUser(1)), 200);
    }

    @RepeatedTest(5)
    void refusesConnectionsAndTakesThemAgainAtTheSamePort() throws IOException {
        int port = simulator.port();

        simulator.refuse();
        assertThatThrownBy(() -> get("/getUsers")).isInstanceOf(ConnectException.class);

        simulator.accept();
        assertThat(simulator.port()).isEqualTo(port);
        json(get("/getUserById/" + SimulatedData.presetUser(1)), 200);
    }

    @Test
    void knowsUsersWhoseEventsAreMissingOrNamedTwice() throws IOException {
        simulator.user("odd", List.of("gone", "gone"));

        assertThat(json(get("/getUserById/odd"), 200).path("events")).hasSize(2);
        json(get("/getEventById/gone"), 404);
    }

    @Test
    void startsCountingAgain() throws IOException {
        post(RUN);

        simulator.resetCounters();

        assertThat(simulator.counters().calls(SimulatedOperation.ADD)).isZero();
        assertThat(simulator.counters().added()).isEmpty();
        assertThat(simulator.counters().answered()).isZero();
    }

    private void failing(InjectedFault fault) {
        simulator.knobs(knobs -> knobs.with(SimulatedOperation.USER, behaviour -> behaviour.failing(fault, 1)));
    }

    private SimulatorClient askForUser() throws IOException {
        return SimulatorClient.send(simulator.port(), "GET", "/getUserById/" + SimulatedData.presetUser(1), "");
    }

    private SimulatorClient.Seen get(String path) throws IOException {
        try (SimulatorClient client = SimulatorClient.send(simulator.port(), "GET", path, "")) {
            return client.seen();
        }
    }

    private SimulatorClient.Seen post(String body, String... headers) throws IOException {
        try (SimulatorClient client = SimulatorClient.send(simulator.port(), "POST", "/addEvent", body, headers)) {
            return client.seen();
        }
    }

    private static JsonNode json(SimulatorClient.Seen seen, int status) {
        assertThat(seen.status()).isEqualTo(status);
        assertThat(seen.body()).hasSize(seen.announced());
        return SimulatedReply.JSON.readTree(seen.body());
    }
}
