package io.letsrun.gateway.read;

import io.letsrun.edge.cache.Cacheability;
import io.letsrun.edge.cache.CachedAnswer;
import io.letsrun.edge.cache.CachedAnswer.Head;
import io.letsrun.edge.cache.UserAnswers;
import io.letsrun.gateway.upstream.WholeReply;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Asks a service once for requests that want the same answer at the same time, and keeps it; until all of them are gone. */
@Component
final class SharedReads {

    private final KeptAnswers kept;
    private final Map<Key, Mono<Fetched>> underway = new ConcurrentHashMap<>();

    SharedReads(KeptAnswers kept) {
        this.kept = kept;
    }

    /**
     * Returns the service's answer.
     *
     * @param ask asks the service; empty when its answer is too large to be shared
     */
    Mono<ReadOutcome> fetch(UserAnswers answers, String name, Supplier<Mono<WholeReply>> ask) {
        AtomicBoolean first = new AtomicBoolean();
        Key key = new Key(answers, name);
        return underway.computeIfAbsent(key, absent -> {
                    first.set(true);
                    return Mono.fromDirect(read(key, ask)
                            .doFinally(end -> underway.remove(key))
                            .flux()
                            .replay(1)
                            .refCount());
                })
                .map(fetched -> first.get() || fetched.isForAll() ? fetched.outcome() : new ReadOutcome.Alone());
    }

    private Mono<Fetched> read(Key key, Supplier<Mono<WholeReply>> ask) {
        return kept.lease(key.answers())
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(lease -> ask.get().flatMap(reply -> keep(key, lease.orElse(null), reply)))
                .defaultIfEmpty(new Fetched(new ReadOutcome.Alone(), false));
    }

    private Mono<Fetched> keep(Key key, @Nullable String lease, WholeReply reply) {
        Optional<Cacheability> cacheability = Cacheability.read(reply.headers());
        String tag = reply.headers().getFirst(HttpHeaders.ETAG);
        if (reply.status().value() != HttpStatus.OK.value() || cacheability.isEmpty() || tag == null) {
            return Mono.just(new Fetched(new ReadOutcome.Passed(reply), false));
        }
        Head head = new Head(cacheability.get().revision(), tag, reply.headers().getFirst(HttpHeaders.LINK));
        CachedAnswer answer = new CachedAnswer(head, reply.body());
        return kept.keep(
                        key.answers(),
                        lease,
                        key.name(),
                        answer,
                        cacheability.get().lifetime())
                .map(newest -> new Fetched(new ReadOutcome.Answer(answer), newest));
    }

    private record Key(UserAnswers answers, String name) {}

    /**
     * What the service answered to the request that asked it.
     *
     * @param isForAll whether it also answers requests that came later: some of them may have seen something newer
     */
    private record Fetched(ReadOutcome outcome, boolean isForAll) {}
}
