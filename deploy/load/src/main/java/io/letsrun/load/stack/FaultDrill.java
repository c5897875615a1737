package io.letsrun.load.stack;

import io.letsrun.local.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Does to the stack what was asked for, when it was asked for, and undoes it: when the load ends early, what is down is started at
 * once, and what has not happened yet does not.
 */
public final class FaultDrill implements AutoCloseable {

    /** What can be done to the components of a stack. */
    public interface Target {

        /** SIGKILL. */
        void kill(String component);

        /** Asks it to end, and waits until it has. */
        void stop(String component);

        /** Waits until it is ready again. */
        void start(String component);
    }

    /** Something that was done to the stack, as the report marks it. */
    public record Mark(Instant at, String what) {}

    private static final Duration REPAIR = Duration.ofMinutes(3);

    private final Target target;
    private final Consumer<Mark> marks;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch over = new CountDownLatch(1);

    /** @param marks told of what has been done; any thread may tell it */
    public FaultDrill(Target target, Consumer<Mark> marks) {
        this.target = target;
        this.marks = marks;
    }

    /**
     * Refuses, before anything is sent, what could only fail later.
     *
     * @param components that there are
     * @param timed how long the timed part is
     */
    public static void check(List<Fault> faults, List<String> components, Duration timed) {
        for (Fault fault : faults) {
            if (!components.contains(fault.component())) {
                throw new Refusal("There is no component \"" + fault.component() + "\"; there are "
                        + String.join(", ", components) + ".");
            }
            if (fault.at().compareTo(timed) >= 0) {
                throw new Refusal(fault + " comes after the end: the timed part is " + timed.toSeconds() + " s.");
            }
        }
    }

    /** The timed part begins in {@code in}. */
    public void begin(List<Fault> faults, Duration in) {
        faults.forEach(fault -> threads.execute(() -> strike(fault, in.plus(fault.at()))));
    }

    private void strike(Fault fault, Duration in) {
        if (waited(in)) {
            return;
        }
        String component = fault.component();
        try {
            switch (fault.blow()) {
                case KILL -> target.kill(component);
                case STOP -> target.stop(component);
            }
            mark(component + (fault.blow() == Fault.Blow.KILL ? " killed" : " stopped"));
            boolean unused = waited(fault.down());
        } catch (RuntimeException e) {
            mark(fault + " failed: " + e.getMessage());
        }
        try {
            target.start(component);
            mark(component + " ready again");
        } catch (RuntimeException e) {
            mark(component + " could not be started again: " + e.getMessage());
        }
    }

    private void mark(String what) {
        marks.accept(new Mark(Instant.now(), what));
    }

    /** @return whether the load is over */
    private boolean waited(Duration time) {
        try {
            return over.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Returns when all that was down is up again. */
    @Override
    public void close() throws InterruptedException {
        over.countDown();
        threads.shutdown();
        if (!threads.awaitTermination(REPAIR.toSeconds(), TimeUnit.SECONDS)) {
            threads.shutdownNow();
        }
    }
}
