package io.letsrun.edge.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.letsrun.edge.cache.CachedAnswer.Head;
import io.letsrun.edge.redis.ConnectedRedis;
import io.letsrun.edge.redis.RedisUnavailable;
import io.letsrun.testing.Infrastructure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

class AnswerCacheTest {

    private static final Infrastructure SERVERS = Infrastructure.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ConnectedRedis CONNECTED =
            new ConnectedRedis(SERVERS.redis().url(), Duration.ofSeconds(5));

    private final AnswerCache cache = new AnswerCache(CONNECTED.redis());
    private final AnswerInvalidation invalidation =
            new AnswerInvalidation(CONNECTED.redis(), "profile-consumer", Clock.systemUTC(), new SimpleMeterRegistry());
    private final UserAnswers user = new UserAnswers("profile-consumer", UUID.randomUUID());

    @BeforeAll
    static void connect() {
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(RedisUnavailable.class)
                .until(() -> CONNECTED.redis().get("connected").hasElement().block(PATIENCE) != null);
    }

    @AfterAll
    static void end() {
        CONNECTED.close();
    }

    private static CachedAnswer answer(long revision, String body) {
        return new CachedAnswer(new Head(revision, "\"" + body + "\"", "<next>; rel=\"next\""), body.getBytes(UTF_8));
    }

    private String lease() {
        return result(cache.lease(user));
    }

    private boolean keep(String lease, String name, long revision, String body) {
        return result(cache.keep(user, lease, name, answer(revision, body), AnswerCache.LIFETIME));
    }

    private String find(String name) {
        CachedAnswer found = cache.find(user, name).block(PATIENCE);
        return found == null ? "nothing" : new String(found.body(), UTF_8);
    }

    private void drop() {
        invalidation.invalidate(Set.of(user.userId())).block(PATIENCE);
    }

    private static <T> T result(Mono<T> mono) {
        return Objects.requireNonNull(mono.block(PATIENCE));
    }

    @Test
    void returnsWhatWasKept() {
        assertThat(find("profile")).isEqualTo("nothing");
        assertThat(keep(lease(), "profile", 3, "three")).isTrue();

        assertThat(find("profile")).isEqualTo("three");
        assertThat(cache.findHead(user, "profile").block(PATIENCE))
                .isEqualTo(new Head(3, "\"three\"", "<next>; rel=\"next\""));
        assertThat(find("runs")).isEqualTo("nothing");
    }

    @Test
    void keepsNothingUnderALeaseThatADropHasEnded() {
        String slow = lease();
        drop();
        assertThat(keep(slow, "profile", 3, "three")).isFalse();
        assertThat(find("profile")).isEqualTo("nothing");

        String fresh = lease();
        assertThat(keep(slow, "profile", 3, "three")).isFalse();
        assertThat(keep(fresh, "profile", 4, "four")).isTrue();
        assertThat(find("profile")).isEqualTo("four");
    }

    @Test
    void removesOlderAnswersWithANewerOne() {
        String lease = lease();
        keep(lease, "profile", 3, "three");
        assertThat(keep(lease, "runs", 4, "four")).isTrue();

        assertThat(find("profile")).isEqualTo("nothing");
        assertThat(find("runs")).isEqualTo("four");
        assertThat(keep(lease, "profile", 3, "three")).isFalse();
        assertThat(find("profile")).isEqualTo("nothing");
    }

    @Test
    void keepsFewAnswersOfOneUser() {
        String lease = lease();
        for (int limit = 1; limit <= 20; limit++) {
            assertThat(keep(lease, "runs?limit=" + limit, 1, "page")).isTrue();
        }
        assertThat(find("runs?limit=8")).isEqualTo("page");
        assertThat(find("runs?limit=9")).isEqualTo("nothing");
    }

    @Test
    void keepsNothingLongerThanItsServiceAllows() {
        result(cache.keep(user, lease(), "events", answer(1, "events"), Duration.ofMillis(50)));

        await().atMost(PATIENCE).until(() -> find("events").equals("nothing"));
    }

    /** Commits, drops that come late, slow reads and fills of three answers, in any order. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void neverShowsWhatIsOlderThanTheLastDropOrThanWhatWasShown(long seed) {
        Random random = new Random(seed);
        List<String> names = List.of("profile", "runs", "totals");
        List<Runnable> drops = new ArrayList<>();
        List<Runnable> fills = new ArrayList<>();
        long[] revision = {1};
        long[] dropped = {1};
        long[] shown = {0};
        int hits = 0;

        for (int step = 0; step < 600; step++) {
            String name = names.get(random.nextInt(names.size()));
            switch (random.nextInt(10)) {
                case 0 -> {
                    long committed = ++revision[0];
                    drops.add(() -> {
                        drop();
                        dropped[0] = Math.max(dropped[0], committed);
                    });
                }
                case 1 -> take(random, drops);
                case 2, 3, 4 -> {
                    String lease = lease();
                    long read = revision[0];
                    fills.add(() -> keep(lease, name, read, Long.toString(read)));
                }
                case 5, 6 -> take(random, fills);
                default -> {
                    CachedAnswer found = cache.find(user, name).block(PATIENCE);
                    if (found != null) {
                        hits++;
                        assertThat(found.head().revision())
                                .isGreaterThanOrEqualTo(dropped[0])
                                .isGreaterThanOrEqualTo(shown[0]);
                        shown[0] = found.head().revision();
                    }
                }
            }
        }
        assertThat(hits).as("reads that found something").isPositive();
    }

    private static void take(Random random, List<Runnable> some) {
        if (!some.isEmpty()) {
            some.remove(random.nextInt(some.size())).run();
        }
    }
}
