package io.letsrun.gateway.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.letsrun.edge.cache.AnswerBatch;
import io.letsrun.edge.cache.AnswerBatch.Answer;
import io.letsrun.edge.cache.AnswerBatch.Found;
import io.letsrun.edge.cache.AnswerBatch.Missing;
import io.letsrun.edge.cache.AnswerInvalidation;
import io.letsrun.edge.cache.CachedAnswer;
import io.letsrun.edge.cache.CachedAnswer.Head;
import io.letsrun.edge.cache.UserAnswers;
import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.ProblemKind;
import io.letsrun.edge.redis.Redis;
import io.letsrun.edge.redis.Script;
import io.letsrun.gateway.Tokens;
import io.letsrun.gateway.WithRecordingPublisher;
import io.letsrun.gateway.WithoutServers;
import io.letsrun.testing.Infrastructure;
import io.letsrun.testing.RandomUsers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.handler.codec.http.HttpMethod;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

@WithoutServers
@WithRecordingPublisher
class CachedReadTest {

    private static final Infrastructure SERVERS = Infrastructure.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final List<String> ASKED = new CopyOnWriteArrayList<>();

    private static volatile long revision;
    private static volatile boolean cacheable;
    private static volatile boolean missing;
    private static volatile Duration delay = Duration.ZERO;

    /** Tells the revision that holds when it is asked. */
    private static final DisposableServer SERVICE = HttpServer.create()
            .host("localhost")
            .port(0)
            .handle((request, response) -> request.method().equals(HttpMethod.POST)
                    ? request.receive().aggregate().asByteArray().flatMap(asks -> together(asks, response))
                    : alone(request, response))
            .bindNow();

    private static Mono<Void> together(byte[] asks, HttpServerResponse response) {
        List<Optional<Answer>> answers = AnswerBatch.readAsks(asks).stream()
                .map(ask -> together(ask.target()))
                .toList();
        return response.header("Content-Type", "application/octet-stream")
                .sendByteArray(Mono.delay(delay).thenReturn(AnswerBatch.write(answers)))
                .then();
    }

    private static Optional<Answer> together(String target) {
        if (!missing) {
            return cacheable ? Optional.of(found(target)) : Optional.empty();
        }
        ASKED.add(target);
        return Optional.of(
                new Missing(Problem.of(ProblemKind.NOT_FOUND, "Not yet.").retryAfter(Duration.ofSeconds(2))));
    }

    private static Found found(String target) {
        ASKED.add(target);
        long now = revision;
        return new Found(
                new CachedAnswer(
                        new Head(now, "\"" + now + "\"", "</next>; rel=\"next\""),
                        body(now).getBytes(UTF_8)),
                Duration.ofMinutes(1));
    }

    private static Mono<Void> alone(HttpServerRequest request, HttpServerResponse response) {
        ASKED.add(request.uri());
        long now = revision;
        String tag = "\"" + now + "\"";
        response.header("ETag", tag);
        if (tag.equals(request.requestHeaders().get("If-None-Match"))) {
            return response.status(304).send();
        }
        response.header("Content-Type", "application/json")
                .header("Content-Length", Integer.toString(body(now).length()));
        return response.sendString(Mono.delay(delay).thenReturn(body(now))).then();
    }

    private static String body(long now) {
        return "{\"revision\":" + now + "}";
    }

    private final UUID user = RandomUsers.any();
    private final int port;
    private final Redis redis;
    private final AnswerInvalidation invalidation;

    CachedReadTest(@LocalServerPort int port, @Autowired Redis redis) {
        this.port = port;
        this.redis = redis;
        this.invalidation =
                new AnswerInvalidation(redis, "profile-consumer", Clock.systemUTC(), new SimpleMeterRegistry());
    }

    @DynamicPropertySource
    static void lead(DynamicPropertyRegistry properties) {
        properties.add("letsrun.redis.url", () -> SERVERS.redis().url());
        properties.add("letsrun.upstream.profile-service", () -> "http://localhost:" + SERVICE.port());
    }

    @BeforeEach
    void begin() {
        revision = 1;
        cacheable = true;
        missing = false;
        delay = Duration.ZERO;
        await().atMost(PATIENCE).until(() -> {
            get("/v1/profile", RandomUsers.any(), null);
            UUID other = RandomUsers.any();
            get("/v1/profile", other, null);
            ASKED.clear();
            get("/v1/profile", other, null);
            return ASKED.isEmpty();
        });
        ASKED.clear();
    }

    @AfterEach
    void bringBack() {
        SERVERS.redis().start();
    }

    @AfterAll
    static void close() {
        SERVICE.disposeNow(PATIENCE);
    }

    private HttpResponse<String> get(String path, UUID reader, @Nullable String tag) {
        return ask(path, reader, tag).join();
    }

    private CompletableFuture<HttpResponse<String>> ask(String path, UUID reader, @Nullable String tag) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", Tokens.bearer(reader));
        if (tag != null) {
            request.header("If-None-Match", tag);
        }
        return HTTP.sendAsync(request.build(), BodyHandlers.ofString());
    }

    private String profile() {
        HttpResponse<String> answer = get("/v1/profile", user, null);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private void drop() {
        invalidation.invalidate(Set.of(user)).block(PATIENCE);
    }

    @Test
    void answersAgainWithoutTheService() {
        HttpResponse<String> first = get("/v1/runs?limit=20", user, null);
        HttpResponse<String> second = get("/v1/runs?limit=20", user, null);

        assertThat(ASKED).containsExactly("/v1/runs?limit=20");
        assertThat(second.body()).isEqualTo(first.body()).isEqualTo("{\"revision\":1}");
        for (String header : List.of("ETag", "Link", "Cache-Control", "Content-Type", "Content-Length")) {
            assertThat(second.headers().allValues(header))
                    .as(header)
                    .isNotEmpty()
                    .isEqualTo(first.headers().allValues(header));
        }
        assertThat(second.headers().map()).doesNotContainKeys("letsrun-revision", "gateway-cache-control");
    }

    @Test
    void tellsThatThereIsNothingWithoutAskingTwiceAndKeepsNothing() {
        missing = true;
        HttpResponse<String> answer = get("/v1/profile", user, null);

        assertThat(ASKED).containsExactly("/v1/profile");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body())
                .contains(
                        "\"type\":\"/problems/not-found\"", "\"detail\":\"Not yet.\"", "\"instance\":\"/v1/profile\"");
        missing = false;
        assertThat(profile()).isEqualTo("{\"revision\":1}");
    }

    @Test
    void answersEachUserAndEachPageByItself() {
        get("/v1/runs?limit=20", user, null);
        get("/v1/runs?limit=21", user, null);
        get("/v1/runs", user, null);
        get("/v1/runs?limit=20", RandomUsers.any(), null);
        get("/v1/runs?limit=20&cursor=a", user, null);
        get("/v1/runs?limit=20&cursor=a", user, null);
        get("/v1/runs?limit=101", user, null);
        get("/v1/runs?limit=101", user, null);

        assertThat(ASKED).hasSize(8);
    }

    @Test
    void answers304FromTheTagAlone() {
        assertThat(get("/v1/profile", user, "\"0\"").statusCode()).isEqualTo(200);
        HttpResponse<String> known = get("/v1/profile", user, "\"1\"");

        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(known.headers().firstValue("ETag")).contains("\"1\"");
        assertThat(get("/v1/profile", user, "\"0\"").body()).isEqualTo("{\"revision\":1}");
        assertThat(ASKED).hasSize(1);
    }

    @Test
    void answers304WhenTheServiceStillHasTheSame() {
        assertThat(get("/v1/profile", user, "\"1\"").statusCode()).isEqualTo(304);
        cacheable = false;
        drop();
        assertThat(get("/v1/profile", user, "\"1\"").statusCode()).isEqualTo(304);
    }

    @Test
    void asksAgainAfterADrop() {
        profile();
        revision = 2;
        assertThat(profile()).isEqualTo("{\"revision\":1}");
        drop();

        assertThat(profile()).isEqualTo("{\"revision\":2}");
        assertThat(get("/v1/profile", user, "\"1\"").statusCode()).isEqualTo(200);
    }

    @Test
    void readsABodyFromRedisOnlyOnceWhileItsTagStays() {
        profile();
        profile();
        Script other = Script.of("return redis.call('HSET', KEYS[1], 'body:profile', 'other') and nil");
        redis.run(other, List.of(new UserAnswers("profile-consumer", user).key()))
                .block(PATIENCE);
        assertThat(profile()).isEqualTo("{\"revision\":1}");
        revision = 2;
        drop();

        assertThat(profile()).isEqualTo("{\"revision\":2}");
        assertThat(profile()).isEqualTo("{\"revision\":2}");
    }

    @Test
    void keepsNothingThatTheServiceDoesNotAllow() {
        cacheable = false;
        profile();
        profile();

        assertThat(ASKED).hasSize(2);
    }

    @Test
    void asksOnceForAllWhoWaitForTheSame() {
        delay = Duration.ofMillis(300);
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 20)
                .mapToObj(number -> ask("/v1/profile", user, null))
                .toList();

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join().body()).isEqualTo("{\"revision\":1}"));
        assertThat(ASKED).hasSize(1);
    }

    @Test
    void asksAgainForWhomWaitsWhileTheAnswerWasDropped() throws InterruptedException {
        delay = Duration.ofMillis(500);
        CompletableFuture<HttpResponse<String>> first = ask("/v1/profile", user, null);
        await().atMost(PATIENCE).until(() -> ASKED.size() == 1);
        revision = 2;
        drop();
        CompletableFuture<HttpResponse<String>> second = ask("/v1/profile", user, null);

        assertThat(first.join().body()).isEqualTo("{\"revision\":1}");
        assertThat(second.join().body()).isEqualTo("{\"revision\":2}");
        assertThat(profile()).isEqualTo("{\"revision\":2}");
    }

    @Test
    void asksTheServiceWhileRedisIsAwayAndShowsNothingOlderWhenItIsBack() {
        profile();
        SERVERS.redis().kill();
        revision = 2; // and nobody could drop what Redis has
        assertThat(profile()).isEqualTo("{\"revision\":2}");
        SERVERS.redis().start();

        await().pollInterval(Duration.ofMillis(20)).atMost(PATIENCE).until(() -> {
            assertThat(profile()).isEqualTo("{\"revision\":2}");
            ASKED.clear();
            profile();
            return ASKED.isEmpty();
        });
    }
}
