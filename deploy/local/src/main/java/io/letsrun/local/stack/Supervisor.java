package io.letsrun.local.stack;

import io.letsrun.local.Refusal;
import io.letsrun.local.process.Component;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Restarts components that ended by themselves, after a pause that doubles with each failure. What {@code kill} or {@code
 * stop} ended stays down. While the disk is full nothing is restarted, since it would only end again.
 */
public final class Supervisor {

    static final int MOST_RESTARTS = 10;

    private static final long LEAST_FREE_BYTES = 256L << 20;
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    private static final Duration STABLE = Duration.ofMinutes(10);

    private final Supplier<List<Component>> components;
    private final RunDirectory run;
    private final Conductor conductor;
    private final LongSupplier freeBytes;
    private final Consumer<Duration> pause;
    private final Consumer<String> told;
    private final Map<String, Failures> failures = new HashMap<>();

    Supervisor(
            Supplier<List<Component>> components,
            RunDirectory run,
            Conductor conductor,
            LongSupplier freeBytes,
            Consumer<Duration> pause,
            Consumer<String> told) {
        this.components = components;
        this.run = run;
        this.conductor = conductor;
        this.freeBytes = freeBytes;
        this.pause = pause;
        this.told = told;
    }

    /** Returns when nothing of the stack is wanted any more, or the thread is interrupted. */
    public void watch() {
        while (!Thread.currentThread().isInterrupted() && look(System.nanoTime())) {
            pause.accept(LOOK);
        }
    }

    /** @return whether any component is wanted */
    boolean look(long now) {
        boolean wanted = false;
        for (Component component : components.get()) {
            Optional<RunRecord> record = run.find(component.name());
            if (record.isPresent()) {
                wanted = true;
                look(component, record.get(), now);
            }
        }
        return wanted;
    }

    private void look(Component component, RunRecord record, long now) {
        Failures known = failures.computeIfAbsent(component.name(), name -> new Failures());
        if (record.process().alive()) {
            known.alive(now);
        } else if (record.endedOnPurpose()) {
            known.forget();
        } else {
            known.dead(component, record, now);
        }
    }

    /** The ends of one component, one after the other. */
    private final class Failures {

        private int count;
        private long restartAt;
        private long aliveSince;
        private boolean waitsForRoom;
        private String reason = "";

        void alive(long now) {
            restartAt = 0;
            if (aliveSince == 0) {
                aliveSince = now;
            } else if (now - aliveSince > STABLE.toNanos()) {
                count = 0;
            }
        }

        void forget() {
            count = 0;
            restartAt = 0;
            aliveSince = 0;
        }

        void dead(Component component, RunRecord record, long now) {
            aliveSince = 0;
            if (count > MOST_RESTARTS) {
                return;
            }
            if (restartAt == 0) {
                failed(component.name(), now);
            } else if (now >= restartAt && roomFor(component.name())) {
                restart(component, record, now);
            }
        }

        private void failed(String name, long now) {
            count++;
            reason = EndReason.in(conductor.log(name));
            if (count > MOST_RESTARTS) {
                told.accept(name + " ended " + count + " times (" + reason + ") and is not restarted any more;"
                        + " ./letsrun start " + name + " does.");
                return;
            }
            Duration wait = Duration.ofSeconds(1L << Math.min(count - 1, 6));
            wait = wait.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wait;
            restartAt = now + wait.toNanos();
            told.accept(name + " ended by itself (" + reason + "); restart " + count + " of " + MOST_RESTARTS + " in "
                    + wait.toSeconds() + " s.");
        }

        private boolean roomFor(String name) {
            boolean room = freeBytes.getAsLong() >= LEAST_FREE_BYTES;
            if (!room && !waitsForRoom) {
                told.accept(name + " is restarted when the disk has " + (LEAST_FREE_BYTES >> 20) + " MiB free.");
            }
            waitsForRoom = !room;
            return room;
        }

        private void restart(Component component, RunRecord record, long now) {
            restartAt = 0;
            try {
                conductor.start(component, record.restarts() + 1, reason);
                told.accept(component.name() + " was restarted.");
            } catch (Refusal refusal) {
                told.accept("Restarting " + component.name() + " failed: " + refusal.getMessage());
            } catch (RuntimeException e) {
                told.accept("Restarting " + component.name() + " failed: " + e);
            }
        }
    }
}
