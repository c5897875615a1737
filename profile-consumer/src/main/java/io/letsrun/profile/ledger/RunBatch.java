package io.letsrun.profile.ledger;

import io.letsrun.contracts.run.RunDeleted;
import io.letsrun.contracts.run.RunEvent;
import io.letsrun.contracts.run.RunRecorded;
import io.letsrun.delivery.batch.BatchRows;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a batch says of each run: of several events about one run only the one that holds, because a statement cannot touch
 * a row twice.
 */
record RunBatch(Collection<RunEvent> runs) {

    /** The columns of a run, which {@link RunLedger}'s statement stores. */
    static final BatchRows<RunEvent> ROWS = BatchRows.ofUser(RunEvent::userId)
            .with("run_id", "uuid", RunEvent::runId, UUID[]::new)
            .with("version", "bigint", RunEvent::version, Long[]::new)
            .with("distance_mm", "bigint", RunEvent::distanceMillimeters, Long[]::new)
            .with("elevation_gain_m", "double precision", ofRecorded(RunRecorded::elevationGainMeters), Double[]::new)
            .with(
                    "average_heart_rate_bpm",
                    "double precision",
                    ofRecorded(RunRecorded::averageHeartRateBpm),
                    Double[]::new)
            .with("elapsed_s", "integer", RunEvent::elapsedSeconds, Integer[]::new)
            .with("moving_s", "integer", ofRecorded(RunRecorded::movingSeconds), Integer[]::new)
            .with("deleted", "boolean", RunDeleted.class::isInstance, Boolean[]::new)
            .with("client_run_id", "text", ofRecorded(RunRecorded::clientRunId), String[]::new)
            .with("time_zone", "text", ofRecorded(RunRecorded::timeZone), String[]::new)
            .with("utc_offset_minutes", "smallint", ofRecorded(RunRecorded::utcOffsetMinutes), Integer[]::new);

    private static final BinaryOperator<RunEvent> WHICH_HOLDS = BinaryOperator.maxBy(RunEvent.PRECEDENCE);

    static RunBatch of(List<? extends RunEvent> events) {
        Map<Key, RunEvent> runs = HashMap.newHashMap(events.size());
        for (RunEvent event : events) {
            runs.merge(new Key(event.userId(), event.runId()), event, WHICH_HOLDS);
        }
        return new RunBatch(runs.values());
    }

    /** Returns the users of all runs, those whose run is stored already included: an earlier delivery may have ended in between. */
    Set<UUID> users() {
        return runs.stream().map(RunEvent::userId).collect(Collectors.toSet());
    }

    /** What a tombstone does not have is NULL in its row. */
    private static <T> Function<RunEvent, @Nullable T> ofRecorded(Function<RunRecorded, @Nullable T> value) {
        return run -> run instanceof RunRecorded recorded ? value.apply(recorded) : null;
    }

    private record Key(UUID userId, UUID runId) {}
}
