package io.letsrun.events.adding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.letsrun.edge.redis.Redis;
import io.letsrun.events.gather.GatherProperties;
import io.letsrun.events.upstream.UpstreamEvent;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What became of the events that came with an Idempotency-Key, for a day: in Redis for all instances, and in this process for
 * when Redis is away.
 */
@Component
final class IdempotencyKeys {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration KEPT = Duration.ofHours(24);
    private static final int NEAR_BYTES = 32 * 1024 * 1024; // that they may take in this process
    private static final int OVERHEAD = 600; // of a key, its fate and an event's ids, in bytes

    private final Redis redis;
    private final Clock clock;
    private final Duration underWay; // later than that the sender of an event has died, or lost its answer
    private final Cache<String, Fate> near;

    IdempotencyKeys(Redis redis, Clock clock, GatherProperties properties) {
        this.redis = redis;
        this.clock = clock;
        this.underWay = properties.deadline().multipliedBy(2);
        this.near = Caffeine.newBuilder()
                .maximumWeight(NEAR_BYTES)
                .weigher(IdempotencyKeys::weight)
                .ticker(() -> Duration.ofMillis(clock.millis()).toNanos())
                .expireAfterWrite(KEPT)
                .build();
    }

    private static int weight(String key, Fate fate) {
        UpstreamEvent event = fate.event();
        String details = event == null ? null : event.details();
        return OVERHEAD
                + (event == null ? 0 : 2 * event.name().length())
                + (details == null ? 0 : 2 * details.length());
    }

    /** Claims the key for the event of that fingerprint; whoever claims it first may send the event. */
    Mono<KeyClaim> claim(String key, String fingerprint) {
        return Mono.defer(() -> {
            Fate ours = new Fate(1, State.SENT, fingerprint, clock.millis(), null);
            @Nullable Fate known = near.asMap().putIfAbsent(key, ours);
            return known == null ? inRedis(key, ours) : Mono.just(judged(known, fingerprint));
        });
    }

    private Mono<KeyClaim> inRedis(String key, Fate ours) {
        return set(key, ours)
                .flatMap(set -> set ? Mono.just(new KeyClaim.Ours()) : ofAnother(key, ours))
                .switchIfEmpty(Mono.defer(() -> onceMore(key, ours)));
    }

    /** Tells whether the key is ours: when Redis is away, this process alone remembers. */
    private Mono<Boolean> set(String key, Fate ours) {
        return redis.setIfAbsent(name(key), JSON.writeValueAsBytes(ours), KEPT).onErrorReturn(true);
    }

    /** Whose the key was gave it back between our two commands; and somebody else may have it again by now. */
    private Mono<KeyClaim> onceMore(String key, Fate ours) {
        return set(key, ours).map(set -> set ? new KeyClaim.Ours() : notOurs(key, ours));
    }

    private KeyClaim notOurs(String key, Fate ours) {
        near.asMap().remove(key, ours);
        return new KeyClaim.UnderWay();
    }

    /**
     * What another instance did; empty when it gave the key back meanwhile. Only what is final is remembered here, since the
     * rest is its to change. It has the key: not to learn what became of it is no leave to send the event.
     */
    private Mono<KeyClaim> ofAnother(String key, Fate ours) {
        return redis.get(name(key))
                .map(bytes -> {
                    Fate theirs = read(bytes);
                    if (theirs.state() == State.SENT) {
                        near.asMap().remove(key, ours);
                    } else {
                        near.put(key, theirs);
                    }
                    return judged(theirs, ours.fingerprint());
                })
                .onErrorResume(away -> Mono.fromSupplier(() -> notOurs(key, ours)));
    }

    private KeyClaim judged(Fate fate, String fingerprint) {
        if (!fate.fingerprint().isEmpty() && !fate.fingerprint().equals(fingerprint)) {
            return new KeyClaim.OtherEvent();
        }
        return switch (fate.state()) {
            case STORED -> fate.event() == null ? new KeyClaim.Doubtful() : new KeyClaim.Settled(fate.event());
            case DOUBTFUL -> new KeyClaim.Doubtful();
            case SENT ->
                clock.millis() - fate.at() < underWay.toMillis() ? new KeyClaim.UnderWay() : new KeyClaim.Doubtful();
        };
    }

    void settle(String key, String fingerprint, UpstreamEvent event) {
        keep(key, new Fate(1, State.STORED, fingerprint, clock.millis(), event));
    }

    void doubt(String key, String fingerprint) {
        keep(key, new Fate(1, State.DOUBTFUL, fingerprint, clock.millis(), null));
    }

    /** Gives the key back: its event was certainly not stored, and may be sent again. */
    void release(String key) {
        near.invalidate(key);
        redis.remove(name(key));
    }

    private void keep(String key, Fate fate) {
        near.put(key, fate);
        redis.put(name(key), JSON.writeValueAsBytes(fate), KEPT);
    }

    /** What nobody can read was sent by somebody: to take it for nothing would send it twice. */
    private Fate read(byte[] bytes) {
        try {
            Fate fate = JSON.readValue(bytes, Fate.class);
            if (fate != null && fate.v() == 1 && fate.state() != null && fate.fingerprint() != null) {
                return fate;
            }
        } catch (JacksonException unused) {
            // The same as one of another version.
        }
        return new Fate(1, State.DOUBTFUL, "", clock.millis(), null);
    }

    private static String name(String key) {
        return "letsrun:events:1:key:" + key;
    }

    enum State {
        SENT,
        STORED,
        DOUBTFUL
    }

    /**
     * What is known of a key.
     *
     * @param v the format's version
     * @param fingerprint of the event it came with first; empty when that cannot be read
     * @param at when it became so, in milliseconds since the epoch
     * @param event when it is stored
     */
    record Fate(
            int v,
            State state,
            String fingerprint,
            long at,
            @Nullable UpstreamEvent event) {}

    /** What a request may do under its Idempotency-Key. */
    sealed interface KeyClaim {

        /** The key is new: the event may be sent, once. */
        record Ours() implements KeyClaim {}

        /** The key's event is stored already. */
        record Settled(UpstreamEvent event) implements KeyClaim {}

        /** The key's event is being sent by somebody else just now. */
        record UnderWay() implements KeyClaim {}

        /** The key's event was sent, and nobody knows what became of it. */
        record Doubtful() implements KeyClaim {}

        /** The key came with another event before. */
        record OtherEvent() implements KeyClaim {}
    }
}
