package io.letsrun.profile.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.letsrun.contracts.event.Topics;
import io.letsrun.edge.cache.AnswerBatch;
import io.letsrun.edge.cache.AnswerBatch.Answer;
import io.letsrun.edge.cache.AnswerBatch.Ask;
import io.letsrun.edge.cache.AnswerBatch.Found;
import io.letsrun.edge.cache.AnswerBatch.Missing;
import io.letsrun.edge.cache.AnswerCache;
import io.letsrun.edge.cache.CachedAnswer;
import io.letsrun.edge.cache.CachedAnswer.Head;
import io.letsrun.edge.cache.UserAnswers;
import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.redis.Redis;
import io.letsrun.profile.RunningConsumer;
import io.letsrun.testing.RandomUsers;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

class CachedAnswersIT extends RunningConsumer {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final UUID user = RandomUsers.any();
    private final UserAnswers answers = new UserAnswers("profile-consumer", user);
    private final AnswerCache cache;

    CachedAnswersIT(@LocalServerPort int port, @Autowired DatabaseClient database, @Autowired Redis redis) {
        super(port, database);
        this.cache = new AnswerCache(redis);
    }

    @AfterEach
    void bringBack() {
        SERVERS.redis().start();
    }

    private void keep() {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            String lease = cache.lease(answers).block(PATIENCE);
            return cache.keep(
                            answers,
                            Objects.requireNonNull(lease),
                            "profile",
                            new CachedAnswer(new Head(0, "\"old\"", null), "old".getBytes(UTF_8)),
                            AnswerCache.LIFETIME)
                    .block(PATIENCE);
        });
        assertThat(cached()).isTrue();
    }

    private boolean cached() {
        return Boolean.TRUE.equals(cache.find(answers, "profile").hasElement().block(PATIENCE));
    }

    private void sendRun(int version) {
        send(Topics.RUNS, List.of(run(user, "a", version, STARTED)));
        awaitConsumed(Topics.RUNS);
    }

    private void sendAccepted() {
        send(Topics.SIGNUP_OUTCOMES, List.of(accepted(user)));
        awaitConsumed(Topics.SIGNUP_OUTCOMES);
    }

    private long revision(String path) {
        HttpHeaders headers =
                get(user, path).expectStatus().isOk().returnResult(byte[].class).getResponseHeaders();
        assertThat(headers.getFirst("Gateway-Cache-Control")).isEqualTo("max-age=300");
        return Long.parseLong(Objects.requireNonNull(headers.getFirst("Letsrun-Revision")));
    }

    @Test
    void dropsTheAnswersOfWhomItStoresSomethingAboutAndOfWhomItHasItAlready() {
        keep();
        sendAccepted();
        assertThat(cached()).isFalse();
        keep();
        sendRun(1);
        assertThat(cached()).isFalse();
        keep();
        sendRun(1); // nothing changes, but an earlier delivery may have ended before its drop
        assertThat(cached()).isFalse();
    }

    @Test
    void dropsLaterWhatRedisDoesNotTake() {
        keep();
        SERVERS.redis().kill();
        sendRun(1);
        SERVERS.redis().start();

        await().atMost(PATIENCE).ignoreExceptions().until(() -> !cached());
    }

    @Test
    void raisesTheRevisionWithEachChangeAndOnlyThen() {
        sendRun(1);
        long first = revision("/v1/profile");
        assertThat(revision("/v1/runs")).isEqualTo(first);
        sendRun(1);
        assertThat(revision("/v1/profile")).isEqualTo(first);
        sendRun(2);
        long second = revision("/v1/runs?limit=20");
        assertThat(second).isGreaterThan(first);
        sendAccepted();
        long third = revision("/v1/profile");
        assertThat(third).isGreaterThan(second);
        sendAccepted();
        assertThat(revision("/v1/profile")).isEqualTo(third);
    }

    @Test
    void answersManyReadsAtOnceEachToItsOwnToken() {
        sendRun(1);
        UUID other = RandomUsers.any();
        List<Optional<Answer>> found = together(List.of(
                new Ask(bearer(user), "/v1/profile"),
                new Ask(bearer(other), "/v1/profile"),
                new Ask("Bearer forged", "/v1/profile"),
                new Ask(bearer(user), "/v1/runs?limit=20"),
                new Ask(bearer(user), "/v1/runs?limit=0"),
                new Ask(bearer(user), "/v1/nothing"),
                new Ask(bearer(other), "/v1/runs?limit=20")));

        assertThat(found.stream().map(Optional::isPresent))
                .containsExactly(true, true, false, true, false, false, true);
        Problem notYet = ((Missing) found.get(1).orElseThrow()).problem();
        get(other, "/v1/profile")
                .expectStatus()
                .isEqualTo(notYet.kind().status())
                .expectHeader()
                .valueEquals(
                        HttpHeaders.RETRY_AFTER,
                        Objects.requireNonNull(notYet.headers().get(HttpHeaders.RETRY_AFTER)))
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo(Objects.requireNonNull(notYet.detail()));
        assertThat(text(found.get(0)))
                .isEqualTo(get(user, "/v1/profile")
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody());
        assertThat(text(found.get(3)))
                .isEqualTo(get(user, "/v1/runs?limit=20")
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody());
        assertThat(text(found.get(6))).isEqualTo("{\"runs\":[]}");
    }

    @Test
    void refusesABatchThatIsNone() {
        post("{}".getBytes(UTF_8)).expectStatus().isBadRequest();
        post(AnswerBatch.writeAsks(Collections.nCopies(51, new Ask(bearer(user), "/v1/profile"))))
                .expectStatus()
                .isBadRequest();
    }

    private static @Nullable String text(Optional<Answer> found) {
        return new String(((Found) found.orElseThrow()).answer().body(), UTF_8);
    }

    private List<Optional<Answer>> together(List<Ask> asks) {
        return AnswerBatch.read(Objects.requireNonNull(post(AnswerBatch.writeAsks(asks))
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBodyContent()));
    }

    private WebTestClient.ResponseSpec post(byte[] asks) {
        return http().post()
                .uri("/v1/answers")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(asks)
                .exchange();
    }
}
