package io.letsrun.events.upstream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** An upstream in memory that counts what it is asked, and takes as long as it is told. */
public final class FakeUpstream implements EventsUpstream {

    public final Map<String, UpstreamUser> users = new ConcurrentHashMap<>();
    public final Map<String, UpstreamEvent> events = new ConcurrentHashMap<>();
    public final Map<String, Duration> latencies = new ConcurrentHashMap<>();
    public final List<@Nullable String> keys = new CopyOnWriteArrayList<>();
    /** How much time each event's requester had left. */
    public final List<Duration> remaining = new CopyOnWriteArrayList<>();

    public volatile Duration latency = Duration.ZERO;
    public volatile @Nullable MissingReason down;
    public volatile @Nullable Duration retryAfter;
    public volatile @Nullable AddOutcome nextAdded;

    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger peak = new AtomicInteger();
    private final AtomicInteger cancelled = new AtomicInteger();
    private final AtomicInteger added = new AtomicInteger();
    private final Scheduler timer;

    public FakeUpstream(Scheduler timer) {
        this.timer = timer;
    }

    /** Makes a user with events {@code <id>-e0} and so on. */
    public List<String> user(String id, int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String event = id + "-e" + i;
            events.put(event, new UpstreamEvent(event, "Run " + i, id, "details " + i));
            ids.add(event);
        }
        users.put(id, new UpstreamUser(id, "name of " + id, ids, List.of()));
        return ids;
    }

    public int calls(String id) {
        return calls.getOrDefault(id, new AtomicInteger()).get();
    }

    /** Returns how many calls there were, of all kinds. */
    public int calls() {
        return calls.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    public int inFlight() {
        return inFlight.get();
    }

    public int peak() {
        return peak.get();
    }

    public int cancelled() {
        return cancelled.get();
    }

    public void forgetCalls() {
        calls.clear();
        peak.set(0);
        cancelled.set(0);
    }

    @Override
    public Mono<Optional<UpstreamUser>> user(String id, Requester requester) {
        return read(id, () -> users.get(id));
    }

    @Override
    public Mono<Optional<UpstreamEvent>> event(String id, Requester requester) {
        remaining.add(requester.remaining());
        return read(id, () -> events.get(id));
    }

    @Override
    public Mono<Optional<UpstreamList<UpstreamUser>>> users(Requester requester) {
        return read("users", () -> new UpstreamList<>(List.copyOf(users.values()), List.of()));
    }

    @Override
    public Mono<Optional<UpstreamList<UpstreamEvent>>> events(Requester requester) {
        return read("events", () -> new UpstreamList<>(List.copyOf(events.values()), List.of()));
    }

    @Override
    public Mono<AddOutcome> add(UpstreamEvent.Draft event, @Nullable String idempotencyKey, Requester requester) {
        return call("add", () -> {
            keys.add(String.valueOf(idempotencyKey));
            AddOutcome wanted = nextAdded;
            if (wanted != null) {
                return wanted;
            }
            if (down != null) {
                return new AddOutcome.Refused(down, retryAfter);
            }
            UpstreamEvent stored =
                    new UpstreamEvent("new-" + added.incrementAndGet(), event.name(), event.userId(), event.details());
            events.put(stored.id(), stored);
            users.computeIfPresent(event.userId(), (id, user) -> {
                List<String> ids = new ArrayList<>(user.events());
                ids.add(stored.id());
                return new UpstreamUser(id, user.userName(), ids, user.unreadable());
            });
            return new AddOutcome.Stored(stored);
        });
    }

    private <T> Mono<Optional<T>> read(String id, Supplier<@Nullable T> world) {
        return call(id, () -> {
            MissingReason reason = down;
            if (reason != null) {
                throw failure(reason, retryAfter);
            }
            return Optional.ofNullable(world.get());
        });
    }

    public static UpstreamFailure failure(MissingReason reason, @Nullable Duration retryAfter) {
        return switch (reason) {
            case TIMEOUT -> UpstreamFailure.timeout();
            case DEADLINE -> UpstreamFailure.deadline();
            case FAILED -> UpstreamFailure.serverError(retryAfter);
            case MALFORMED -> UpstreamFailure.malformed(null);
            case OPEN -> UpstreamFailure.open(Objects.requireNonNull(retryAfter));
            case BUSY -> UpstreamFailure.busy();
        };
    }

    private <T> Mono<T> call(String id, Supplier<T> answer) {
        return Mono.defer(() -> {
            calls.computeIfAbsent(id, absent -> new AtomicInteger()).incrementAndGet();
            peak.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
            Duration taking = latencies.getOrDefault(id, latency);
            Mono<T> answered = Mono.fromSupplier(answer);
            return (taking.isZero() ? answered : Mono.delay(taking, timer).then(answered))
                    .doOnTerminate(inFlight::decrementAndGet) // before whoever waits gets it, and begins the next
                    .doOnCancel(() -> {
                        inFlight.decrementAndGet();
                        cancelled.incrementAndGet();
                    });
        });
    }
}
