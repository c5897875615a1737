package io.letsrun.gateway.read;

import io.letsrun.edge.cache.AnswerBatch.Found;
import io.letsrun.edge.cache.UserAnswers;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Asks a service once for requests that want the same answer at the same time, and keeps it; until all of them are gone. */
@Component
final class SharedReads {

    private final KeptAnswers kept;
    private final Map<AnswerKey, Mono<Fetched>> underway = new ConcurrentHashMap<>();

    SharedReads(KeptAnswers kept) {
        this.kept = kept;
    }

    /**
     * Returns the service's answer.
     *
     * @param ask asks the service; empty when each request has to ask it alone
     */
    Mono<ReadOutcome> fetch(UserAnswers answers, String name, Supplier<Mono<ServiceAnswer>> ask) {
        AtomicBoolean first = new AtomicBoolean();
        AnswerKey key = new AnswerKey(answers, name);
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

    private Mono<Fetched> read(AnswerKey key, Supplier<Mono<ServiceAnswer>> ask) {
        return kept.lease(key.answers())
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(lease -> ask.get().flatMap(answer -> switch (answer) {
                    case ServiceAnswer.Cacheable cacheable -> keep(key, lease.orElse(null), cacheable.found());
                    case ServiceAnswer.Missing missing ->
                        Mono.just(new Fetched(new ReadOutcome.Missing(missing.problem()), false));
                    case ServiceAnswer.Passed passed ->
                        Mono.just(new Fetched(new ReadOutcome.Passed(passed.reply()), false));
                }))
                .defaultIfEmpty(new Fetched(new ReadOutcome.Alone(), false));
    }

    private Mono<Fetched> keep(AnswerKey key, @Nullable String lease, Found found) {
        return kept.keep(key.answers(), lease, key.name(), found.answer(), found.lifetime())
                .map(newest -> new Fetched(new ReadOutcome.Answer(found.answer()), newest));
    }

    /**
     * What the service answered to the request that asked it.
     *
     * @param isForAll whether it also answers requests that came later: some of them may have seen something newer
     */
    private record Fetched(ReadOutcome outcome, boolean isForAll) {}
}
