package io.letsrun.events.policy;

import io.letsrun.events.upstream.UpstreamFailure;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * Bounds the calls under way. When all places are taken, a call waits, and requesters take turns, one place each, however many
 * calls each of them has waiting. Never blocks: the lock is held for a few steps, and never while a call begins.
 */
final class FairBulkhead {

    private enum State {
        WAITING,
        TAKEN,
        LEFT
    }

    /** One call, from asking for a place until it gives the place back. The lock guards all of it but the signal. */
    private static final class Stay {

        private final Object requester;
        private final long since = System.nanoTime();
        private final Sinks.Empty<Void> turn = Sinks.empty();
        private State state = State.WAITING;

        Stay(Object requester) {
            this.requester = requester;
        }
    }

    /**
     * How many milliseconds the place of a cancelled call stays taken. A page that cancels one call cancels its other calls next,
     * and none of those may get the place; and the connection has to be closed first.
     */
    static final int CLOSING = 20;

    private final int size;
    private final int room;
    private final LongConsumer waited;
    private final Scheduler later;
    private final Object lock = new Object();
    private final SequencedMap<Object, SequencedSet<Stay>> lines = new LinkedHashMap<>(); // in the order of turns
    private final AtomicInteger departures = new AtomicInteger();
    private int taken;
    private int waiting;

    /**
     * @param size the most calls under way, at least 1
     * @param room the most calls that wait, at least 0
     * @param waited is told of each call that begins how many nanoseconds it waited
     * @param later takes back the places of cancelled calls; must not be disposed of
     */
    FairBulkhead(int size, int room, LongConsumer waited, Scheduler later) {
        this.size = size;
        this.room = room;
        this.waited = waited;
        this.later = later;
    }

    /**
     * Returns the call, which begins when its turn has come. It gives its place back before its answer is seen, and a moment
     * after a cancellation. Fails as {@link UpstreamFailure} when there is no room to wait.
     *
     * @param requester who takes turns with others; told apart by {@code equals}
     */
    <T> Mono<T> within(Object requester, Mono<T> call) {
        return Mono.defer(() -> {
            Stay stay = new Stay(requester);
            if (!enter(stay)) {
                return Mono.error(UpstreamFailure.busy());
            }
            return stay.turn
                    .asMono()
                    .then(call)
                    .doOnTerminate(() -> leave(stay))
                    .doFinally(signal -> cancelled(stay));
        });
    }

    int taken() {
        synchronized (lock) {
            return taken;
        }
    }

    int waiting() {
        synchronized (lock) {
            return waiting;
        }
    }

    /** Nobody overtakes: while others wait, a free place is theirs. */
    private boolean enter(Stay stay) {
        synchronized (lock) {
            if (waiting > 0 || taken == size) {
                if (waiting == room) {
                    return false;
                }
                waiting++;
                lines.computeIfAbsent(stay.requester, requester -> new LinkedHashSet<>())
                        .addLast(stay);
                return true;
            }
            take(stay);
        }
        begin(stay);
        return true;
    }

    /** Runs after every end of a call, and does something only after a cancellation. */
    private void cancelled(Stay stay) {
        boolean began;
        synchronized (lock) {
            began = stay.state == State.TAKEN;
        }
        if (began) {
            later.schedule(() -> leave(stay), CLOSING, TimeUnit.MILLISECONDS);
        } else {
            leave(stay);
        }
    }

    /** May run twice, and on several threads: a cancellation can meet an answer, or the turn itself. */
    private void leave(Stay stay) {
        synchronized (lock) {
            State before = stay.state;
            stay.state = State.LEFT;
            if (before == State.WAITING) {
                stopWaiting(stay);
            }
            if (before != State.TAKEN) {
                return;
            }
            taken--;
        }
        handOver();
    }

    /**
     * One thread at a time starts the next calls. A call that ends while it starts returns here, and the loop that started it goes
     * on: otherwise a queue of calls that fail at once would grow the stack by a frame each.
     */
    private void handOver() {
        int seen = 1;
        if (departures.getAndIncrement() != 0) {
            return;
        }
        do {
            for (Stay next = next(); next != null; next = next()) {
                begin(next);
            }
            seen = departures.addAndGet(-seen);
        } while (seen != 0);
    }

    private @Nullable Stay next() {
        synchronized (lock) {
            if (waiting == 0 || taken == size) {
                return null;
            }
            Map.Entry<Object, SequencedSet<Stay>> line = lines.pollFirstEntry();
            Stay stay = line.getValue().removeFirst();
            if (!line.getValue().isEmpty()) {
                lines.putLast(line.getKey(), line.getValue());
            }
            waiting--;
            take(stay);
            return stay;
        }
    }

    private void take(Stay stay) {
        taken++;
        stay.state = State.TAKEN;
    }

    private void stopWaiting(Stay stay) {
        SequencedSet<Stay> line = Objects.requireNonNull(lines.get(stay.requester));
        line.remove(stay);
        waiting--;
        if (line.isEmpty()) {
            lines.remove(stay.requester);
        }
    }

    private void begin(Stay stay) {
        waited.accept(System.nanoTime() - stay.since);
        stay.turn.tryEmitEmpty();
    }
}
