package io.letsrun.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.letsrun.contracts.run.RunId;
import io.letsrun.edge.problem.Refused;
import io.letsrun.edge.token.AccessTokens;
import io.letsrun.edge.token.TokenKeys;
import io.letsrun.gateway.Tokens;
import io.letsrun.gateway.WithRecordingPublisher;
import io.letsrun.gateway.WithoutServers;
import io.letsrun.testing.RandomUsers;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.WebClient;

@WithoutServers
@WithRecordingPublisher
class EventsTest {

    private static final FakeEventsService EVENTS = new FakeEventsService();
    private static final String RUN = "{\"name\": \"Parkrun\",   \"details\": null}";

    @Autowired
    private WebTestClient gateway;

    @LocalServerPort
    private int port;

    private final UUID user = RandomUsers.any();
    private final String bearer = Tokens.bearer(user);

    @DynamicPropertySource
    static void lead(DynamicPropertyRegistry properties) {
        properties.add("letsrun.upstream.events-service", EVENTS::url);
        properties.add("letsrun.upstream.signup-service", EVENTS::url);
        properties.add("letsrun.upstream.profile-service", EVENTS::url);
    }

    @BeforeEach
    void forget() {
        EVENTS.asked.clear();
        EVENTS.answer = new FakeEventsService.Answer(200, "application/json", "{\"items\":[]}", Map.of());
    }

    @AfterAll
    static void close() {
        EVENTS.close();
    }

    @Test
    void readsTheTokensUserWithTheQueryAsItIs() {
        EVENTS.answer = new FakeEventsService.Answer(
                200,
                "application/json",
                "{\"items\":[1]}",
                Map.of(
                        "ETag", "\"e\"",
                        "Cache-Control", "private, max-age=5",
                        "Link", "<?cursor=x>; rel=\"next\"",
                        "Age", "3",
                        "X-Inner", "secret"));

        get("/v1/events?limit=2&filter=a%20b%26c&fields=id,name&cursor=%2B")
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"e\"")
                .expectHeader()
                .valueEquals("Cache-Control", "private, max-age=5")
                .expectHeader()
                .valueEquals("Link", "<?cursor=x>; rel=\"next\"")
                .expectHeader()
                .valueEquals("Age", "3")
                .expectHeader()
                .doesNotExist("X-Inner")
                .expectHeader()
                .contentType(MediaType.APPLICATION_JSON)
                .expectBody(String.class)
                .isEqualTo("{\"items\":[1]}");

        FakeEventsService.Asked asked = onlyCall();
        assertThat(asked.line())
                .isEqualTo("GET /v1/users/" + user + "/events?limit=2&filter=a%20b%26c&fields=id,name&cursor=%2B");
        assertIsForEventsServiceOnly(asked.header("Authorization"));
    }

    @Test
    void readsOneEvent() {
        get("/v1/events/a:b%2Fc").expectStatus().isOk();

        assertThat(onlyCall().line()).isEqualTo("GET /v1/users/" + user + "/events/a:b%2Fc");
    }

    /** More than the gateway would hold. */
    @Test
    void streamsAPageOfAnySize() {
        String page = "{\"items\":[\"" + "x".repeat(6 * 1024 * 1024) + "\"]}";
        EVENTS.answer = new FakeEventsService.Answer(200, "application/json", page, Map.of());

        String relayed = gateway.mutate()
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(-1))
                .build()
                .get()
                .uri("/v1/events")
                .header("Authorization", bearer)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(relayed).isEqualTo(page);
    }

    @Test
    void passesOnEveryTagAndTheRequestsId() {
        gateway.get()
                .uri("/v1/events?offset=1")
                .header("Authorization", bearer)
                .header("If-None-Match", "\"a\"", "W/\"b\"")
                .header("X-Request-Id", "phone-7")
                .exchange()
                .expectHeader()
                .valueEquals("X-Request-Id", "phone-7");

        FakeEventsService.Asked asked = onlyCall();
        assertThat(asked.headers("If-None-Match")).containsExactly("\"a\"", "W/\"b\"");
        assertThat(asked.header("X-Request-Id")).isEqualTo("phone-7");
    }

    @Test
    void tellsWhatHasNotChanged() {
        EVENTS.answer = new FakeEventsService.Answer(304, "", "", Map.of("ETag", "\"e\""));

        gateway.get()
                .uri("/v1/events?offset=1")
                .header("Authorization", bearer)
                .header("If-None-Match", "\"e\"")
                .exchange()
                .expectStatus()
                .isNotModified()
                .expectHeader()
                .valueEquals("ETag", "\"e\"");

        assertThat(onlyCall().header("If-None-Match")).isEqualTo("\"e\"");
    }

    @ParameterizedTest
    @CsvSource({"0.3, 0.3", "10, 3.5", "soon, soon"})
    void passesOnHowLongTheAnswerIsOfUse(String asked, String told) {
        gateway.get()
                .uri("/v1/events")
                .header("Authorization", bearer)
                .header("Request-Timeout", asked)
                .exchange();

        assertThat(onlyCall().header("Request-Timeout")).isEqualTo(told);
    }

    @Test
    void addsAnEventUnparsed() {
        EVENTS.answer = new FakeEventsService.Answer(
                201, "application/json", "{\"id\":\"e-1\"}", Map.of("Location", "events/e-1"));

        gateway.post()
                .uri("/v1/events")
                .header("Authorization", bearer)
                .header("Idempotency-Key", "key-of-one-event-1")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(RUN)
                .exchange()
                .expectStatus()
                .isCreated()
                .expectHeader()
                .valueEquals("Location", "events/e-1")
                .expectBody(String.class)
                .isEqualTo("{\"id\":\"e-1\"}");

        FakeEventsService.Asked asked = onlyCall();
        assertThat(asked.line()).isEqualTo("POST /v1/users/" + user + "/events");
        assertThat(asked.body()).isEqualTo(RUN);
        assertThat(asked.header("Content-Type")).isEqualTo("application/json");
        assertThat(asked.header("Idempotency-Key")).isEqualTo("key-of-one-event-1");
        assertIsForEventsServiceOnly(asked.header("Authorization"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 409, 413, 415, 422, 502, 503})
    void passesOnProblemsWithThePathThatTheClientKnows(int status) {
        String problem = "{\"type\":\"/problems/x\",\"status\":" + status
                + ",\"errors\":[{\"pointer\":\"/name\"}],\"instance\":\"/v1/users/u/events\",\"requestId\":\"r\"}";
        EVENTS.answer = FakeEventsService.Answer.problem(status, problem);

        post(RUN)
                .expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectHeader()
                .valueEquals("Retry-After", "7")
                .expectBody(String.class)
                .isEqualTo(problem.replace("/v1/users/u/events", "/v1/events"));
    }

    /** The service behind could not send it to another service, nor to the gateway. */
    private void assertIsForEventsServiceOnly(String authorization) {
        String token = authorization.substring("Bearer ".length());
        assertThat(tokens(Tokens.EVENTS_KEYS, "events-service").verify(token).userId())
                .isEqualTo(user);
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> tokens(Tokens.KEYS, null).verify(token));
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(
                        () -> tokens(Tokens.PROFILE_KEYS, "profile-consumer").verify(token));
    }

    private static AccessTokens tokens(String keys, @Nullable String audience) {
        return new AccessTokens(TokenKeys.parse(keys), audience, Clock.systemUTC());
    }

    @Test
    void doesNotTellPhonesThatTheGatewaysOwnTokenIsRefused() {
        EVENTS.answer = FakeEventsService.Answer.problem(401, "{}");

        get("/v1/events").expectStatus().isEqualTo(503);
        post(RUN).expectStatus().isEqualTo(503);
    }

    @Test
    void asksForAToken() {
        gateway.get()
                .uri("/v1/events")
                .header("Authorization", "Bearer x")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueMatches("WWW-Authenticate", "Bearer.*")
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/unauthenticated");
        assertThat(EVENTS.asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"500, application/problem+json", "404, text/html", "503, not a type", "302, application/json"})
    void showsNothingThatIsNotMeantForClients(int status, String type) {
        EVENTS.answer = new FakeEventsService.Answer(status, type, "inner", Map.of());

        unavailable(get("/v1/events"));
    }

    @ParameterizedTest
    @CsvSource({"500, application/problem+json", "502, text/html", "504, text/html", "503, not a type"})
    void isInDoubtAboutAnAdditionThatWentWrongBehindUs(int status, String type) {
        EVENTS.answer = new FakeEventsService.Answer(status, type, "inner", Map.of());

        inDoubt(post(RUN));
    }

    @Test
    void saysNotNowWhereAReadWasReset() {
        EVENTS.answer = FakeEventsService.Answer.RESET;

        unavailable(get("/v1/events"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/events", "/v1/signups/"})
    void saysNotNowWhereAnAnswerEndsBeforeItsBody(String path) {
        EVENTS.answer = FakeEventsService.Answer.CUT_OFF;

        unavailable(get(path.endsWith("/") ? path + user : path));
    }

    @Test
    void isInDoubtAboutAnAdditionWhoseAnswerEndsBeforeItsBody() {
        EVENTS.answer = FakeEventsService.Answer.CUT_OFF;

        inDoubt(post(RUN));
    }

    @Test
    void doesNotWaitForABodyThatNeverComes() {
        EVENTS.answer = FakeEventsService.Answer.stalled(200);

        unavailable(get("/v1/signups/" + user));
    }

    @Test
    void doesNotWaitForTheRestOfAFailure() {
        EVENTS.answer = FakeEventsService.Answer.stalled(500);

        unavailable(get("/v1/events"));
        inDoubt(post(RUN));
    }

    @Test
    void refusesNoStatusThatIsTooLongAsTheClientsFault() {
        EVENTS.answer =
                new FakeEventsService.Answer(200, "application/json", "{\"status\":\"" + "x".repeat(20_000), Map.of());

        unavailable(get("/v1/signups/" + user));
    }

    @Test
    void deletesARunWhoseStoredVersionNeverComes() {
        EVENTS.answer = FakeEventsService.Answer.stalled(200);

        gateway.delete()
                .uri("/v1/runs/" + RunId.of(user, "run", Instant.parse("2026-11-29T06:00:00Z")) + "?version=1")
                .header("Authorization", bearer)
                .exchange()
                .expectStatus()
                .isAccepted();
    }

    @Test
    void sendsAnAdditionOnceAndSaysWhenItIsInDoubt() {
        EVENTS.answer = FakeEventsService.Answer.RESET;

        inDoubt(post(RUN));

        assertThat(EVENTS.asked).hasSize(1);
    }

    @Test
    void sendsAnAdditionOnceOverAConnectionThatWasUsedBefore() {
        get("/v1/events").expectStatus().isOk();
        EVENTS.asked.clear();
        EVENTS.answer = FakeEventsService.Answer.RESET;

        inDoubt(post(RUN));

        assertThat(EVENTS.asked).hasSize(1);
    }

    @Test
    void doesNotWaitLongerThanItsOwnTimeout() {
        EVENTS.answer = FakeEventsService.Answer.NEVER;

        unavailable(get("/v1/events"));
        inDoubt(post(RUN));

        assertThat(EVENTS.asked).hasSize(2);
    }

    @Test
    void abandonsWhatItsClientHasAbandoned() {
        EVENTS.answer = FakeEventsService.Answer.NEVER;
        int before = EVENTS.abandoned.get();

        var call = WebClient.create("http://localhost:" + port)
                .get()
                .uri(URI.create("http://localhost:" + port + "/v1/events"))
                .header("Authorization", bearer)
                .exchangeToMono(response -> response.toBodilessEntity())
                .subscribe();
        await().until(() -> EVENTS.asked.size() == 1);
        call.dispose();

        await().atMost(Duration.ofMillis(600)).until(() -> EVENTS.abandoned.get() == before + 1);
    }

    @Test
    void refusesABodyThatIsTooLargeBeforeAnybodyIsAsked() {
        post("\"" + "x".repeat(65 * 1024) + "\"").expectStatus().isEqualTo(413);

        assertThat(EVENTS.asked).isEmpty();
    }

    @Test
    void refusesABodyThatIsNotJsonBeforeAnybodyIsAsked() {
        gateway.post()
                .uri("/v1/events")
                .header("Authorization", bearer)
                .contentType(MediaType.TEXT_PLAIN)
                .bodyValue(RUN)
                .exchange()
                .expectStatus()
                .isEqualTo(415);

        assertThat(EVENTS.asked).isEmpty();
    }

    private FakeEventsService.Asked onlyCall() {
        assertThat(EVENTS.asked).hasSize(1);
        return Objects.requireNonNull(EVENTS.asked.peek());
    }

    private WebTestClient.ResponseSpec get(String pathAndQuery) {
        return gateway.get()
                .uri(URI.create("http://localhost:" + port + pathAndQuery))
                .header("Authorization", bearer)
                .exchange();
    }

    private WebTestClient.ResponseSpec post(String body) {
        return gateway.post()
                .uri("/v1/events")
                .header("Authorization", bearer)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private static void unavailable(WebTestClient.ResponseSpec response) {
        response.expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .valueMatches("Retry-After", "[1-3]")
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/unavailable");
    }

    private static void inDoubt(WebTestClient.ResponseSpec response) {
        response.expectStatus()
                .isEqualTo(502)
                .expectHeader()
                .doesNotExist("Retry-After")
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/in-doubt");
    }
}
