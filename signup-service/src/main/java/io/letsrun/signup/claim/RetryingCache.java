package io.letsrun.signup.claim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Mono;

/**
 * A cache whose writes never fail: what Redis does not take at once is kept, and written again each second. Otherwise Redis
 * would never learn of an address that was claimed during an outage, and a repeated signup would get a second id, which the
 * database rejects. Thread-safe.
 *
 * <p>The backlog is bounded: in a long outage the oldest entries go, and the claims endpoint brings them back from the database.
 */
final class RetryingCache implements Cache {

    private static final Logger log = LoggerFactory.getLogger(RetryingCache.class);
    private static final int AT_ONCE = 4_000;

    private final Cache cache;
    private final int bound;
    private final Deque<Entry> backlog = new ArrayDeque<>();

    /** @param bound the most entries kept; one takes about 400 bytes */
    RetryingCache(Cache cache, int bound) {
        this.cache = cache;
        this.bound = bound;
    }

    @Override
    public Mono<Void> put(List<Entry> entries) {
        return cache.put(entries).onErrorResume(error -> {
            keep(entries);
            log.atWarn()
                    .addKeyValue("reason", error.toString())
                    .addKeyValue("waiting", waiting())
                    .log("Redis does not take claims and statuses; they are written again later");
            return Mono.empty();
        });
    }

    /** Empties the backlog, oldest first, as far as Redis takes it. */
    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    Mono<Void> catchUp() {
        return Mono.defer(() -> {
                    List<Entry> oldest = take();
                    return oldest.isEmpty() ? Mono.just(false) : putAgain(oldest);
                })
                .repeat()
                .takeWhile(Boolean::booleanValue)
                .then();
    }

    private Mono<Boolean> putAgain(List<Entry> oldest) {
        return cache.put(oldest).thenReturn(true).onErrorResume(error -> {
            keep(oldest);
            return Mono.just(false);
        });
    }

    private synchronized void keep(List<Entry> missed) {
        backlog.addAll(missed);
        while (backlog.size() > bound) {
            backlog.removeFirst();
        }
    }

    private synchronized List<Entry> take() {
        List<Entry> taken = new ArrayList<>();
        while (taken.size() < AT_ONCE && !backlog.isEmpty()) {
            taken.add(backlog.removeFirst());
        }
        return taken;
    }

    synchronized int waiting() {
        return backlog.size();
    }
}
