package io.letsrun.contracts.run;

import io.letsrun.contracts.bucket.UserEvent;
import java.util.Comparator;
import java.util.UUID;

/** What can be said of a run: that it took place so, or that it is to be forgotten. */
public sealed interface RunEvent extends UserEvent permits RunRecorded, RunDeleted {

    /**
     * Which of two events about one run holds, whatever the order of their arrival: the higher version; in one version a
     * deletion before a recording; and between recordings of one version, which a correct client never sends with
     * different contents, the longer one, then the one with the greater value in the first field that differs. An absent
     * value is less than any other. Events that are equal by this are equal in all that is stored of them.
     */
    Comparator<RunEvent> PRECEDENCE = Comparator.comparingLong(RunEvent::version)
            .thenComparing(RunDeleted.class::isInstance)
            .thenComparingLong(RunEvent::distanceMillimeters)
            .thenComparingInt(RunEvent::elapsedSeconds)
            .thenComparing(RunContent::compare);

    /** The runner. */
    @Override
    UUID userId();

    /** The run, as {@link RunId} derives it. */
    UUID runId();

    /** 1 to 2<sup>53</sup>; the highest holds. */
    long version();

    /** What this run adds to its runner's total distance: 0 when deleted. */
    long distanceMillimeters();

    /** What this run adds to its runner's total time: 0 when deleted. */
    int elapsedSeconds();

    @Override
    default String eventId() {
        return runId() + "." + version();
    }

    @Override
    default String partitionKey() {
        return userId().toString();
    }
}
