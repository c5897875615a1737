package io.letsrun.profile.ledger;

import io.letsrun.contracts.run.RunDeleted;
import io.letsrun.contracts.run.RunEvent;
import io.letsrun.contracts.run.RunRecorded;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/** A batch turned on its side: one array for each column, because that is one statement and one round trip. */
final class RunColumns {

    private final RunBatch batch;

    RunColumns(RunBatch batch) {
        this.batch = batch;
    }

    /** Binds the columns in the order of {@link RunLedger}'s statement. */
    GenericExecuteSpec bindTo(GenericExecuteSpec statement) {
        return statement
                .bind(0, column(RunEvent::userId, UUID[]::new))
                .bind(1, column(RunEvent::runId, UUID[]::new))
                .bind(2, column(RunEvent::version, Long[]::new))
                .bind(3, column(RunEvent::distanceMillimeters, Long[]::new))
                .bind(4, ofRecorded(RunRecorded::elevationGainMeters, Double[]::new))
                .bind(5, ofRecorded(RunRecorded::averageHeartRateBpm, Double[]::new))
                .bind(6, column(RunEvent::elapsedSeconds, Integer[]::new))
                .bind(7, ofRecorded(RunRecorded::movingSeconds, Integer[]::new))
                .bind(8, column(RunDeleted.class::isInstance, Boolean[]::new))
                .bind(9, ofRecorded(RunRecorded::clientRunId, String[]::new))
                .bind(10, ofRecorded(RunRecorded::timeZone, String[]::new))
                .bind(11, ofRecorded(RunRecorded::utcOffsetMinutes, Integer[]::new));
    }

    private <T> T[] column(Function<RunEvent, T> value, IntFunction<T[]> array) {
        return batch.runs().stream().map(value).toArray(array);
    }

    /** What a tombstone does not have is NULL in its row. */
    private <T> @Nullable T[] ofRecorded(Function<RunRecorded, @Nullable T> value, IntFunction<@Nullable T[]> array) {
        return batch.runs().stream()
                .map(run -> switch (run) {
                    case RunRecorded recorded -> value.apply(recorded);
                    case RunDeleted deleted -> null;
                })
                .toArray(array);
    }
}
