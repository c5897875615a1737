package io.letsrun.profile.ledger;

import io.letsrun.contracts.run.RunDeleted;
import io.letsrun.contracts.run.RunEvent;
import io.letsrun.contracts.run.RunRecorded;
import io.letsrun.delivery.batch.BatchRows;
import io.letsrun.delivery.column.ColumnType;
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
            .with("run_id", ColumnType.UUID, RunEvent::runId)
            .with("version", ColumnType.BIGINT, RunEvent::version)
            .with("distance_mm", ColumnType.BIGINT, RunEvent::distanceMillimeters)
            .with("elevation_gain_m", ColumnType.DOUBLE, ofRecorded(RunRecorded::elevationGainMeters))
            .with("average_heart_rate_bpm", ColumnType.DOUBLE, ofRecorded(RunRecorded::averageHeartRateBpm))
            .with("elapsed_s", ColumnType.INTEGER, RunEvent::elapsedSeconds)
            .with("moving_s", ColumnType.INTEGER, ofRecorded(RunRecorded::movingSeconds))
            .with("deleted", ColumnType.BOOLEAN, RunDeleted.class::isInstance)
            .with("client_run_id", ColumnType.TEXT, ofRecorded(RunRecorded::clientRunId))
            .with("time_zone", ColumnType.TEXT, ofRecorded(RunRecorded::timeZone))
            .with("utc_offset_minutes", ColumnType.INTEGER, ofRecorded(RunRecorded::utcOffsetMinutes));

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
