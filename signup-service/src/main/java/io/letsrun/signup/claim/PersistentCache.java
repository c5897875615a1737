package io.letsrun.signup.claim;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Mono;

/** A cache that never fails: what it could not put at once it puts when it can. */
final class PersistentCache implements Cache {

    private static final Logger log = LoggerFactory.getLogger(PersistentCache.class);
    private static final int AT_ONCE = 4_000;

    private final Cache cache;
    private final CacheBacklog backlog;

    PersistentCache(Cache cache, CacheBacklog backlog) {
        this.cache = cache;
        this.backlog = backlog;
    }

    /** Puts the entries now, or keeps them for later. */
    @Override
    public Mono<Void> put(List<Entry> entries) {
        return cache.put(entries).onErrorResume(error -> {
            backlog.add(entries);
            log.atWarn()
                    .addKeyValue("reason", error.toString())
                    .addKeyValue("waiting", backlog.size())
                    .log("Redis does not take what was decided; it is offered again");
            return Mono.empty();
        });
    }

    /** Empties the backlog, oldest first, as far as Redis takes it. */
    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    Mono<Void> catchUp() {
        return Mono.defer(() -> {
                    List<Entry> oldest = backlog.take(AT_ONCE);
                    return oldest.isEmpty() ? Mono.just(false) : putAgain(oldest);
                })
                .repeat()
                .takeWhile(Boolean::booleanValue)
                .then();
    }

    private Mono<Boolean> putAgain(List<Entry> oldest) {
        return cache.put(oldest).thenReturn(true).onErrorResume(error -> {
            backlog.add(oldest);
            return Mono.just(false);
        });
    }
}
