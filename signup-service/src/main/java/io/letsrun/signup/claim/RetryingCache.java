package io.letsrun.signup.claim;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Mono;

/** A cache whose writes never fail: what Redis does not take at once is kept, and written again each second. */
final class RetryingCache implements Cache {

    private static final Logger log = LoggerFactory.getLogger(RetryingCache.class);
    private static final int AT_ONCE = 4_000;

    private final Cache cache;
    private final PendingWrites backlog;

    RetryingCache(Cache cache, PendingWrites backlog) {
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
                    .log("Redis does not take claims and statuses; they are written again later");
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
