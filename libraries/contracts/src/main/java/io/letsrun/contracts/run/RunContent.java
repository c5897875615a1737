package io.letsrun.contracts.run;

import io.letsrun.contracts.event.ContentOrder;
import java.util.Comparator;

/** The last part of {@link RunEvent#PRECEDENCE}: what two recordings of one version tell beside distance and time. */
final class RunContent {

    private static final Comparator<RunRecorded> OF_RECORDINGS = Comparator.comparing(
                    RunRecorded::movingSeconds, ContentOrder.absentFirst())
            .thenComparing(RunRecorded::elevationGainMeters, ContentOrder.absentFirst())
            .thenComparing(RunRecorded::averageHeartRateBpm, ContentOrder.absentFirst())
            .thenComparing(RunRecorded::utcOffsetMinutes, ContentOrder.absentFirst())
            .thenComparing(RunRecorded::timeZone, ContentOrder.absentTextFirst())
            .thenComparing(RunRecorded::clientRunId, ContentOrder.TEXT);

    private RunContent() {}

    /** Deletions are all alike. */
    static int compare(RunEvent one, RunEvent other) {
        return one instanceof RunRecorded recorded && other instanceof RunRecorded rival
                ? OF_RECORDINGS.compare(recorded, rival)
                : 0;
    }
}
