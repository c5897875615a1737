package io.letsrun.console.sending;

import io.letsrun.console.replay.ReplayProperties;
import io.letsrun.console.sending.RetryTopics.Delivery;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends the replays that this console has the lease of, and takes those that nobody has. With several consoles on one
 * database each replay is sent by one of them.
 */
@Component
@EnableConfigurationProperties(ReplayProperties.class)
final class ReplaySenders implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ReplaySenders.class);

    private final UUID owner = UUID.randomUUID();
    private final Set<UUID> running = ConcurrentHashMap.newKeySet();
    private final Leases leases;
    private final ReplayPlanner planner;
    private final RetryTopics retryTopics;
    private final ReplayProperties properties;
    private volatile boolean stopping;
    private volatile boolean databaseAway;
    private volatile @Nullable Disposable looking;

    ReplaySenders(Leases leases, ReplayPlanner planner, RetryTopics retryTopics, ReplayProperties properties) {
        this.leases = leases;
        this.planner = planner;
        this.retryTopics = retryTopics;
        this.properties = properties;
    }

    @Override
    public void start() {
        stopping = false;
        looking = Flux.interval(Duration.ZERO, properties.look())
                .onBackpressureDrop()
                .concatMap(tick -> look(), 1)
                .subscribe();
    }

    private Mono<Void> look() {
        return leases.renew(owner, running)
                .thenMany(leases.take(owner))
                .doOnNext(this::send)
                .then()
                .doOnSuccess(looked -> databaseAway = false)
                .onErrorResume(error -> {
                    if (!databaseAway) {
                        log.atWarn()
                                .addKeyValue("reason", Delivery.words(error))
                                .log("The database does not answer; replays wait until it does");
                    }
                    databaseAway = true;
                    return Mono.empty();
                });
    }

    /** A lease that ran out and came back may find its sender still at work. */
    private void send(Leases.Leased replay) {
        if (!running.add(replay.id())) {
            return;
        }
        new ReplaySender(replay, owner, planner, retryTopics, properties, () -> stopping)
                .run()
                .doOnTerminate(() -> running.remove(replay.id()))
                .then(leases.release(replay.id(), owner))
                .subscribe(
                        done -> {},
                        error -> log.atWarn()
                                .addKeyValue("replay", replay.id())
                                .addKeyValue("reason", Delivery.words(error))
                                .log("A replay could not be released; it can go on when its lease ends"));
    }

    /** Lets the steps that are under way come to their end. */
    @Override
    public void stop(Runnable callback) {
        stopping = true;
        Disposable looked = looking;
        if (looked != null) {
            looked.dispose();
            looking = null;
        }
        Flux.interval(Duration.ZERO, Duration.ofMillis(50))
                .takeUntil(tick -> running.isEmpty())
                .take(Duration.ofSeconds(20))
                .subscribe(tick -> {}, error -> callback.run(), callback);
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public boolean isRunning() {
        return looking != null;
    }
}
