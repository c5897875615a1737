package io.letsrun.load.phone;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.load.openloop.RequestKind;
import io.letsrun.load.openloop.RequestSource;
import io.letsrun.load.reconcile.AcceptedIds;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class RequestsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T06:00:00Z");
    private static final UUID USER = UUID.fromString("01900000-0000-7000-8000-000000000001");
    private static final UUID RUN = UUID.fromString("01900000-0000-7000-8000-000000000002");

    @TempDir
    private Path directory;

    @Test
    void everySignupIsSomebodyElseAndTheSameNumberTheSame() throws Exception {
        try (AcceptedIds accepted = AcceptedIds.in(directory.resolve("accepted"))) {
            RequestSource requests = new SignupRequests("localhost", "s1", accepted, Users.none());

            assertThat(render(requests, 7)).isEqualTo(render(requests, 7));
            assertThat(body(render(requests, 7)).get("email").asString()).isEqualTo("s1-000000007@load.example");
            assertThat(render(requests, 123_456_789)).contains("Idempotency-Key: load-signup-s1-123456789\r\n");
        }
    }

    @Test
    void runsAreWellFormedAndAtMostThreeDaysOld() throws Exception {
        try (AcceptedIds accepted = AcceptedIds.in(directory.resolve("accepted"))) {
            RequestSource requests = new RunRequests("localhost", "s1", users(), accepted, NOW);

            for (long n = 0; n < 5_000; n++) {
                JsonNode run = body(render(requests, n));
                Instant startedAt = Instant.parse(run.get("startedAt").asString());
                assertThat(startedAt)
                        .as("it has ended, and began at most three days before that")
                        .isBetween(NOW.minusSeconds(3 * 86_400 + 60).minus(Duration.ofHours(2)), NOW);
                assertThat(run.get("distanceMeters").asDouble()
                                / run.get("elapsedSeconds").asInt())
                        .isLessThan(12.5);
                assertThat(run.get("averageHeartRateBpm").asInt()).isBetween(100, 199);
            }
            assertThat(render(requests, 1)).contains("Authorization: Bearer token-of-1\r\n");
        }
    }

    @Test
    void whatIsAcceptedIsWrittenDown() throws Exception {
        Path file = directory.resolve("accepted");
        Users users = new Users(1);
        try (AcceptedIds accepted = AcceptedIds.in(file)) {
            new SignupRequests("localhost", "s1", accepted, users)
                    .accepted(0, answer("{\"userId\":\"" + USER + "\",\"accessToken\":\"t\"}"));
            new RunRequests("localhost", "s1", users, accepted, NOW).accepted(0, answer("{\"runId\":\"" + RUN + "\"}"));
        }

        assertThat(Files.readAllLines(file)).containsExactly(USER + "\t\\N", USER + "\t" + RUN);
    }

    @Test
    void aMixtureKeepsItsShares() throws Exception {
        try (AcceptedIds accepted = AcceptedIds.in(directory.resolve("accepted"))) {
            RequestSource mixture = new Mixture(
                    Map.of(RequestKind.SIGNUP, 10, RequestKind.RUN, 55, RequestKind.PROFILE, 30, RequestKind.EVENTS, 5),
                    "localhost",
                    "s1",
                    users(),
                    1,
                    accepted,
                    NOW);

            Map<RequestKind, Integer> counts = new HashMap<>();
            for (long n = 0; n < 1000; n++) {
                counts.merge(mixture.kind(n), 1, Integer::sum);
                assertThat(render(mixture, n)).contains("\r\n\r\n");
            }
            assertThat(counts)
                    .isEqualTo(Map.of(
                            RequestKind.SIGNUP,
                            100,
                            RequestKind.RUN,
                            550,
                            RequestKind.PROFILE,
                            300,
                            RequestKind.EVENTS,
                            50));
        }
    }

    private static Users users() {
        Users users = new Users(2);
        users.add(USER, "token-of-0");
        users.add(RUN, "token-of-1");
        return users;
    }

    private static String render(RequestSource requests, long n) {
        ByteBuf rendered = requests.render(n, UnpooledByteBufAllocator.DEFAULT);
        try {
            return rendered.toString(StandardCharsets.UTF_8);
        } finally {
            rendered.release();
        }
    }

    /** The body, which has to be as long as the head says. */
    private static JsonNode body(String request) {
        String[] parts = request.split("\r\n\r\n", 2);
        assertThat(parts[0]).contains("Content-Length: " + parts[1].length() + "\r\n");
        return JsonMapper.shared().readTree(parts[1]);
    }

    private static ByteBuf answer(String body) {
        return Unpooled.copiedBuffer(body, StandardCharsets.US_ASCII);
    }
}
