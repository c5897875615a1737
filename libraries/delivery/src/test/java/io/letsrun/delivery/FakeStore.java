package io.letsrun.delivery;

import io.letsrun.contracts.run.RunDeleted;
import io.letsrun.delivery.batch.BatchHandler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Stores all of a batch or nothing, and fails on the versions it is told to. */
public final class FakeStore implements BatchHandler<RunDeleted> {

    private final Map<Long, RuntimeException> failures = new HashMap<>();
    private final Map<Long, RuntimeException> onlyOnce = new HashMap<>();
    private final Set<Long> knownToBreak = new HashSet<>();
    private final Set<Long> stored = new HashSet<>();
    private final List<Integer> batchSizes = new ArrayList<>();

    public FakeStore failOn(long version, RuntimeException failure) {
        failures.put(version, failure);
        return this;
    }

    public FakeStore failOnce(long version, RuntimeException failure) {
        onlyOnce.put(version, failure);
        return this;
    }

    public FakeStore knowToBreak(long version) {
        knownToBreak.add(version);
        return this;
    }

    public Set<Long> stored() {
        return stored;
    }

    public List<Integer> batchSizes() {
        return batchSizes;
    }

    @Override
    public Mono<Void> store(List<RunDeleted> events) {
        batchSizes.add(events.size());
        for (RunDeleted event : events) {
            RuntimeException once = onlyOnce.remove(event.version());
            RuntimeException failure = once == null ? failures.get(event.version()) : once;
            if (failure != null) {
                return Mono.error(failure);
            }
        }
        events.forEach(event -> stored.add(event.version()));
        return Mono.empty();
    }

    @Override
    public @Nullable String brokenRule(RunDeleted event) {
        return knownToBreak.contains(event.version()) ? "no such version" : null;
    }
}
