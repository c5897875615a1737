package io.letsrun.local.seed;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;

/**
 * What became of a seed of events.
 *
 * @param users whose events they are
 * @param wanted how many events were to be there
 * @param present how many were there before
 * @param added how many are there now because of this seed
 * @param retried how many calls were repetitions
 * @param doubted how many calls broke, so that only the list of events could tell whether they had added theirs
 * @param refused those that the upstream will never take, by reason
 * @param gaveUp those that the upstream did not take in time, in words
 * @param inDoubt those of which nobody could tell in time whether they were added, in words
 * @param took how long it took
 */
public record EventSeedReport(
        List<String> users,
        long wanted,
        long present,
        long added,
        long retried,
        long doubted,
        SortedMap<String, Long> refused,
        List<String> gaveUp,
        List<String> inDoubt,
        Duration took) {

    /** Whether every event is there. */
    public boolean complete() {
        return present + added == wanted;
    }
}
