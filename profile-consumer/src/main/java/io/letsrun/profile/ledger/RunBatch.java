package io.letsrun.profile.ledger;

import io.letsrun.contracts.run.RunDeleted;
import io.letsrun.contracts.run.RunEvent;
import io.letsrun.contracts.run.RunRecorded;
import io.letsrun.delivery.batch.Columns;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

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

    /** Returns the users of all runs, those whose run is stored already included: an earlier delivery may have ended in between. */
    Set<UUID> users() {
        return runs.stream().map(RunEvent::userId).collect(Collectors.toSet());
    }

    /** Binds one array for each column, in the order of {@link RunLedger}'s statement: one statement is one round trip. */
    GenericExecuteSpec bindTo(GenericExecuteSpec statement) {
        return statement
                .bind(0, Columns.of(runs, RunEvent::userId, UUID[]::new))
                .bind(1, Columns.of(runs, RunEvent::runId, UUID[]::new))
                .bind(2, Columns.of(runs, RunEvent::version, Long[]::new))
                .bind(3, Columns.of(runs, RunEvent::distanceMillimeters, Long[]::new))
                .bind(4, ofRecorded(RunRecorded::elevationGainMeters, Double[]::new))
                .bind(5, ofRecorded(RunRecorded::averageHeartRateBpm, Double[]::new))
                .bind(6, Columns.of(runs, RunEvent::elapsedSeconds, Integer[]::new))
                .bind(7, ofRecorded(RunRecorded::movingSeconds, Integer[]::new))
                .bind(8, Columns.of(runs, RunDeleted.class::isInstance, Boolean[]::new))
                .bind(9, ofRecorded(RunRecorded::clientRunId, String[]::new))
                .bind(10, ofRecorded(RunRecorded::timeZone, String[]::new))
                .bind(11, ofRecorded(RunRecorded::utcOffsetMinutes, Integer[]::new));
    }

    /** What a tombstone does not have is NULL in its row. */
    private <T> @Nullable T[] ofRecorded(Function<RunRecorded, @Nullable T> value, IntFunction<@Nullable T[]> array) {
        return Columns.<RunEvent, T>of(
                runs, run -> run instanceof RunRecorded recorded ? value.apply(recorded) : null, array);
    }

    private record Key(UUID userId, UUID runId) {}
}
