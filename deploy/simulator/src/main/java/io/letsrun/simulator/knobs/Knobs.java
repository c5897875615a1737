package io.letsrun.simulator.knobs;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that can be set while the simulator runs.
 *
 * @param operations how each operation behaves
 * @param addPattern which calls of {@code addEvent} answer 503
 * @param honoursIdempotencyKeys whether an {@code addEvent} that repeats a user's {@code Idempotency-Key} adds nothing more
 * @param allDown whether every call is reset at once, and those under way are too when their time comes
 * @param seed decides what is drawn for the n-th call of an operation with one id, in whatever order calls arrive
 */
public record Knobs(
        Map<SimulatedOperation, Behaviour> operations,
        AddPattern addPattern,
        boolean honoursIdempotencyKeys,
        boolean allDown,
        long seed) {

    private static final double EVENT_MILLIS = 500;
    private static final double OTHER_MILLIS = 20;
    private static final double FAILING_LISTS = 0.05;

    public Knobs {
        operations = Collections.unmodifiableMap(new EnumMap<>(operations));
        if (!operations.keySet().containsAll(List.of(SimulatedOperation.values()))) {
            throw new IllegalArgumentException("operations must have " + List.of(SimulatedOperation.values()));
        }
    }

    /** Returns the upstream as it is known: half a second for an event, lists that fail, an addEvent that mostly refuses. */
    public static Knobs defaults() {
        Behaviour others = Behaviour.of(LatencyModel.fixed(OTHER_MILLIS));
        Behaviour lists = others.failing(InjectedFault.DROP_BEFORE_HEADERS, FAILING_LISTS);
        Map<SimulatedOperation, Behaviour> operations = Map.of(
                SimulatedOperation.USER, others,
                SimulatedOperation.EVENT, Behaviour.of(LatencyModel.fixed(EVENT_MILLIS)),
                SimulatedOperation.USERS, lists,
                SimulatedOperation.EVENTS, lists,
                SimulatedOperation.ADD, others);
        return new Knobs(operations, new AddPattern(5, 10), false, false, 1);
    }

    /** Returns an upstream that answers at once and never fails. */
    public static Knobs flawless() {
        Map<SimulatedOperation, Behaviour> operations = Stream.of(SimulatedOperation.values())
                .collect(Collectors.toMap(each -> each, each -> Behaviour.of(LatencyModel.fixed(0))));
        return new Knobs(operations, AddPattern.ALWAYS_GOOD, false, false, 1);
    }

    public Knobs with(SimulatedOperation operation, UnaryOperator<Behaviour> change) {
        Map<SimulatedOperation, Behaviour> changed = new EnumMap<>(operations);
        changed.put(operation, change.apply(behaviour(operation)));
        return new Knobs(changed, addPattern, honoursIdempotencyKeys, allDown, seed);
    }

    public Knobs with(AddPattern pattern) {
        return new Knobs(operations, pattern, honoursIdempotencyKeys, allDown, seed);
    }

    public Knobs honouringIdempotencyKeys(boolean honours) {
        return new Knobs(operations, addPattern, honours, allDown, seed);
    }

    public Knobs down(boolean all) {
        return new Knobs(operations, addPattern, honoursIdempotencyKeys, all, seed);
    }

    public Behaviour behaviour(SimulatedOperation operation) {
        return operations.getOrDefault(operation, Behaviour.of(LatencyModel.fixed(0)));
    }

    public SplittableRandom random(SimulatedOperation operation, String id, long call) {
        long mixed = seed;
        mixed = 31 * mixed + operation.name().hashCode();
        mixed = 0x9E3779B97F4A7C15L * mixed + id.hashCode();
        mixed = 0x9E3779B97F4A7C15L * mixed + call;
        return new SplittableRandom(mixed);
    }

    static void check(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(name + " must be " + least + " to " + most + ": " + value);
        }
    }
}
