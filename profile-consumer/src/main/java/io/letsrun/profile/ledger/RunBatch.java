package io.letsrun.profile.ledger;

import io.letsrun.contracts.run.RunEvent;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BinaryOperator;

/**
 * What a batch says of each run: of several events about one run only the one that holds, because a statement cannot touch
 * a row twice.
 */
record RunBatch(Collection<RunEvent> runs) {

    private static final BinaryOperator<RunEvent> WHICH_HOLDS = BinaryOperator.maxBy(RunEvent.PRECEDENCE);

    static RunBatch of(List<? extends RunEvent> events) {
        Map<Key, RunEvent> runs = HashMap.newHashMap(events.size());
        for (RunEvent event : events) {
            runs.merge(new Key(event.userId(), event.runId()), event, WHICH_HOLDS);
        }
        return new RunBatch(runs.values());
    }

    private record Key(UUID userId, UUID runId) {}
}
