package io.letsrun.delivery;

import io.letsrun.contracts.run.RunDeleted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Stores all of a batch or nothing, and fails on the versions it is told to. */
final class FakeStore implements BatchHandler<RunDeleted> {

    private final Map<Long, RuntimeException> failures = new HashMap<>();
    private final Set<Long> stored = new HashSet<>();
    private final List<Integer> batchSizes = new ArrayList<>();

    FakeStore failOn(long version, RuntimeException failure) {
        failures.put(version, failure);
        return this;
    }

    Set<Long> stored() {
        return stored;
    }

    List<Integer> batchSizes() {
        return batchSizes;
    }

    @Override
    public Mono<Void> store(List<RunDeleted> events) {
        batchSizes.add(events.size());
        for (RunDeleted event : events) {
            RuntimeException failure = failures.get(event.version());
            if (failure != null) {
                return Mono.error(failure);
            }
        }
        events.forEach(event -> stored.add(event.version()));
        return Mono.empty();
    }
}
