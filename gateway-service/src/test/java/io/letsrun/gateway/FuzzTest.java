package io.letsrun.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.gateway.publish.RecordingPublisher;
import io.letsrun.testing.RandomUsers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.blockhound.BlockHound;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Bad input of every kind gets its 4xx, never a 500, and never a record. */
@WithoutServers
@WithRecordingPublisher
@TestPropertySource(
        properties = {
            "letsrun.limits.runs.burst=100000000",
            "letsrun.limits.runs.per-minute=100000000",
            "letsrun.limits.signups.burst=100000000",
            "letsrun.limits.signups.per-minute=100000000",
        })
class FuzzTest {

    private static final int REQUESTS = 6_000;
    private static final Set<Integer> EXPECTED = Set.of(202, 207, 400, 401, 404, 405, 406, 409, 413, 415, 422);
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String RUN = """
            {"clientRunId":"r1","version":3,"startedAt":"2026-01-01T06:00:00+02:00","timeZone":"Europe/Berlin",\
            "distanceMeters":5012.345,"elapsedSeconds":1500,"movingSeconds":1400,"elevationGainMeters":12.5,"averageHeartRateBpm":150}""";

    private static final String SIGNUP = """
            {"email":"ann@example.org","firstName":"Ann","lastName":"Lee","birthYear":1990,"city":"Berlin","country":"DE"}""";

    @Autowired
    private RecordingPublisher publisher;

    @LocalServerPort
    private int port;

    private final long seed = Long.getLong("fuzz.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);
    private final String bearer = Tokens.bearer(RandomUsers.any());

    @BeforeAll
    static void watch() {
        BlockHound.install();
    }

    @Test
    void everyAnswerIsAnAnswerAndEveryRecordWasAccepted() {
        publisher.events.clear();
        Mutation mutation = new Mutation(random);

        int accepted = Objects.requireNonNull(Flux.range(0, REQUESTS)
                .map(i -> switch (random.nextInt(4)) {
                    case 0 -> request("/v1/signups", mutation.spoil(SIGNUP));
                    case 1 -> request("/v1/runs/batch", batch(mutation.spoil(RUN)));
                    default -> request("/v1/runs", mutation.spoil(RUN));
                })
                .flatMap(request -> request, 16)
                .map(this::accepted)
                .reduce(0, Integer::sum)
                .block(Duration.ofMinutes(2)));

        assertThat(publisher.events).as("seed %d", seed).hasSize(accepted);
        assertThat(accepted).as("some were left valid").isPositive();
    }

    private static byte[] batch(byte[] spoiled) {
        String text = "{\"runs\":[" + RUN + "," + new String(spoiled, StandardCharsets.UTF_8) + "]}";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Mono<ResponseEntity<String>> request(String path, byte[] body) {
        boolean odd = random.nextInt(20) == 0;
        List<String> types = List.of("text/plain", "application/json;charset=latin1", "application/xml");
        String type = odd ? types.get(random.nextInt(types.size())) : "application/json";
        String authorization = odd && random.nextBoolean() ? "Bearer " + "x".repeat(random.nextInt(2000)) : bearer;
        HttpMethod method = odd && random.nextInt(4) == 0 ? HttpMethod.PATCH : HttpMethod.POST;
        String accept = odd && random.nextInt(4) == 0 ? "text/*;q=, x" : "application/json";
        return WebClient.create("http://localhost:" + port)
                .method(method)
                .uri(path)
                .headers(headers -> {
                    headers.set("Authorization", authorization);
                    headers.set("Content-Type", type);
                    headers.set("Accept", accept);
                    if (odd) {
                        headers.set("Idempotency-Key", "k".repeat(random.nextInt(400)));
                    }
                })
                .bodyValue(body)
                .exchangeToMono(response -> response.toEntity(String.class));
    }

    private int accepted(ResponseEntity<String> answer) {
        int status = answer.getStatusCode().value();
        String body = String.valueOf(answer.getBody());
        assertThat(status).as("seed %d: %s", seed, body).isIn(EXPECTED);
        JsonNode json = JSON.readTree(body);
        if (status >= 400) {
            assertThat(String.valueOf(answer.getHeaders().getContentType())).isEqualTo("application/problem+json");
            assertThat(json.path("type").asString()).startsWith("/problems/");
            assertThat(status == 422).as(body).isEqualTo(!json.path("errors").isEmpty());
            json.path("errors")
                    .forEach(error ->
                            assertThat(error.path("pointer").asString()).startsWith("/"));
            return 0;
        }
        return json.has("results")
                ? (int) json.path("results")
                        .valueStream()
                        .filter(item -> item.path("status").asString().equals("accepted"))
                        .count()
                : 1;
    }
}
