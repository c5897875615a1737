package io.letsrun.gateway.read;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.letsrun.edge.cache.AnswerCache;
import io.letsrun.edge.cache.CachedAnswer;
import io.letsrun.edge.cache.UserAnswers;
import io.letsrun.edge.http.EntityTag;
import io.letsrun.edge.redis.LookupCounters;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;

/**
 * The answers in Redis. While Redis does not take them, this remembers which revisions were shown, so that what Redis still has
 * from before does not follow something newer.
 */
@Component
final class KeptAnswers {

    private static final long NEAR_BYTES = DataSize.ofMegabytes(32).toBytes();
    private static final int OVERHEAD = 400; // of an answer and its key, in bytes
    private static final int MOST_SHOWN = 100_000; // some 15 MB, used while Redis is away

    private final AnswerCache cache;
    private final Cache<UserAnswers, Long> shown = Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumSize(MOST_SHOWN)
            .expireAfterWrite(AnswerCache.LIFETIME.multipliedBy(2))
            .build();

    /** Answers that were read from Redis, by which only their heads are read the next time. */
    private final Cache<AnswerKey, CachedAnswer> near = Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumWeight(NEAR_BYTES)
            .weigher((AnswerKey key, CachedAnswer answer) -> OVERHEAD + answer.body().length)
            .build();

    private final LookupCounters lookups;

    KeptAnswers(AnswerCache cache, MeterRegistry meters) {
        this.cache = cache;
        this.lookups =
                new LookupCounters(meters, "letsrun.gateway.answers.lookups", "answers that were looked for in Redis");
    }

    /** Returns the answer, or that the client has it; nothing when Redis does not have it, or is away. */
    Mono<ReadOutcome> find(UserAnswers answers, String name, HttpHeaders request) {
        return lookups.count(found(answers, name, request));
    }

    private Mono<ReadOutcome> found(UserAnswers answers, String name, HttpHeaders request) {
        AnswerKey key = new AnswerKey(answers, name);
        CachedAnswer here = near.getIfPresent(key);
        if (here == null && request.get(HttpHeaders.IF_NONE_MATCH) == null) {
            return whole(key);
        }
        return cache.findHead(answers, name)
                .filter(head -> isNoneNewer(answers, head.revision()))
                .flatMap(head -> {
                    if (EntityTag.isKnown(request, head.tag())) {
                        return Mono.just(new ReadOutcome.NotModified(head));
                    }
                    return here != null && here.head().equals(head)
                            ? Mono.just(new ReadOutcome.Answer(here))
                            : whole(key);
                });
    }

    private Mono<ReadOutcome> whole(AnswerKey key) {
        return cache.find(key.answers(), key.name())
                .filter(answer -> isNoneNewer(key.answers(), answer.head().revision()))
                .doOnNext(answer -> near.put(key, answer))
                .map(ReadOutcome.Answer::new);
    }

    /** Returns whether nothing newer of the user was shown while Redis was away. */
    boolean isNoneNewer(UserAnswers answers, long revision) {
        @Nullable Long newest = shown.getIfPresent(answers);
        return newest == null || newest <= revision;
    }

    /** Returns the right to keep what the service is asked for from now on; nothing when Redis is away. */
    Mono<String> lease(UserAnswers answers) {
        return cache.lease(answers).onErrorComplete();
    }

    /**
     * Keeps the answer before it is shown.
     *
     * @param lease null when Redis gave none
     * @return whether no newer answer can have been shown meanwhile
     */
    Mono<Boolean> keep(
            UserAnswers answers, @Nullable String lease, String name, CachedAnswer answer, Duration lifetime) {
        long revision = answer.head().revision();
        return lease == null
                ? Mono.fromSupplier(() -> remember(answers, revision))
                : cache.keep(answers, lease, name, answer, lifetime)
                        .onErrorResume(failure -> Mono.fromSupplier(() -> remember(answers, revision)));
    }

    private boolean remember(UserAnswers answers, long revision) {
        return shown.asMap().merge(answers, revision, Math::max) == revision;
    }
}
