package io.letsrun.simulator;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts what happens, for all threads. */
final class Tally {

    /** How a call can end. */
    enum Ending {
        ANSWERED,
        SPOILED,
        CANCELLED
    }

    private final Map<Operation, Map<String, Long>> calls = new EnumMap<>(Operation.class);
    private final Map<Ending, Long> endings = new EnumMap<>(Ending.class);
    private final Map<String, Long> added = new HashMap<>();
    private int inFlight;
    private int peakInFlight;
    private int connections;

    /** Returns how many calls of this operation with this id there have been, this one included. */
    synchronized long began(Operation operation, String id) {
        inFlight++;
        peakInFlight = Math.max(peakInFlight, inFlight);
        return calls.computeIfAbsent(operation, first -> new HashMap<>()).merge(id, 1L, Long::sum);
    }

    synchronized void ended(Ending ending) {
        inFlight--;
        endings.merge(ending, 1L, Long::sum);
    }

    synchronized void added(String userId) {
        added.merge(userId, 1L, Long::sum);
    }

    synchronized void connected(int by) {
        connections += by;
    }

    synchronized long calls(Operation operation) {
        return calls.getOrDefault(operation, Map.of()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    synchronized void reset() {
        calls.clear();
        endings.clear();
        added.clear();
        peakInFlight = inFlight;
    }

    synchronized Counters read() {
        Map<Operation, Long> sums = new EnumMap<>(Operation.class);
        Map<Operation, Map<String, Long>> byId = new EnumMap<>(Operation.class);
        for (Operation operation : Operation.values()) {
            sums.put(operation, calls(operation));
            byId.put(operation, new TreeMap<>(calls.getOrDefault(operation, Map.of())));
        }
        return new Counters(
                sums,
                byId,
                inFlight,
                peakInFlight,
                of(Ending.ANSWERED),
                of(Ending.SPOILED),
                of(Ending.CANCELLED),
                new TreeMap<>(added),
                connections);
    }

    private long of(Ending ending) {
        return endings.getOrDefault(ending, 0L);
    }
}
