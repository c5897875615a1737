package io.letsrun.edge.cache;

import io.letsrun.edge.redis.Redis;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Drops the answers of users about whom a service has stored something. What Redis does not take is dropped again and again for as
 * long as an answer may live.
 */
public final class AnswerInvalidation implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(AnswerInvalidation.class);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);
    private static final int MOST_WAITING = 200_000; // some 20 MB
    private static final int AT_ONCE = 20_000;

    private final Redis redis;
    private final String origin;
    private final Clock clock;

    /** When each user's answers should have been dropped, in milliseconds since the epoch; the oldest first. */
    private final Map<UUID, Long> waiting = new LinkedHashMap<>();

    private @Nullable Disposable tries;

    /** @param origin the service's name */
    public AnswerInvalidation(Redis redis, String origin, Clock clock, MeterRegistry meters) {
        this.redis = redis;
        this.origin = origin;
        this.clock = clock;
        Gauge.builder("letsrun.answers.invalidations.waiting", this, AnswerInvalidation::waiting)
                .description("users whose cached answers could not be dropped yet")
                .register(meters);
    }

    /** Drops all answers to the users. It never fails; while Redis is away it is done later. */
    public Mono<Void> invalidate(Collection<UUID> users) {
        Set<UUID> distinct = new HashSet<>(users);
        return drop(distinct).onErrorResume(failure -> {
            log.atDebug().setCause(failure).log("answers cannot be dropped now");
            keep(distinct);
            return Mono.empty();
        });
    }

    private Mono<Void> drop(Collection<UUID> users) {
        return redis.removeAll(
                users.stream().map(user -> new UserAnswers(origin, user).key()).toList());
    }

    private synchronized void keep(Collection<UUID> users) {
        long now = clock.millis();
        for (UUID user : users) {
            waiting.remove(user);
            waiting.put(user, now);
        }
        while (waiting.size() > MOST_WAITING) {
            waiting.remove(waiting.keySet().iterator().next());
        }
    }

    private synchronized Map<UUID, Long> oldest() {
        long end = clock.millis() - AnswerCache.LIFETIME.toMillis();
        waiting.values().removeIf(since -> since < end);
        return waiting.entrySet().stream()
                .limit(AT_ONCE)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Whoever came again meanwhile keeps waiting. */
    private synchronized void dropped(Map<UUID, Long> users) {
        users.forEach(waiting::remove);
    }

    private synchronized int waiting() {
        return waiting.size();
    }

    private Mono<Void> retry() {
        return Mono.fromSupplier(this::oldest)
                .filter(users -> !users.isEmpty())
                .flatMap(users -> drop(users.keySet()).doOnSuccess(unused -> dropped(users)))
                .onErrorComplete();
    }

    @Override
    public void start() {
        tries = Flux.interval(BETWEEN_TRIES)
                .onBackpressureDrop()
                .concatMap(tick -> retry(), 0)
                .subscribe();
    }

    @Override
    public void stop() {
        if (tries != null) {
            tries.dispose();
            tries = null;
        }
    }

    @Override
    public boolean isRunning() {
        return tries != null;
    }
}
