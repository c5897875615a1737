package io.letsrun.load.reconcile;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of everything a burst was told is accepted.
 *
 * @param signups of the accepted ids
 * @param runs of the accepted ids, deletions included
 * @param doubled among the users of the burst
 * @param lastAccepted when the last 202 came
 * @param lastStored when the last transaction began that stored or rejected something of it; null when none did. Runs have no
 *     such time of their own: it is that of their users' totals
 * @param lost the first of them, as many as are told
 * @param lostIds where all of them are written; null when none is
 */
public record ReconciliationResult(
        FateCounts signups,
        FateCounts runs,
        Doubled doubled,
        Instant lastAccepted,
        @Nullable Instant lastStored,
        List<AcceptedId> lost,
        @Nullable Path lostIds) {

    public ReconciliationResult {
        lost = List.copyOf(lost);
    }

    /** Signups and runs together. */
    public FateCounts all() {
        return signups.plus(runs);
    }

    /** Everything accepted is stored, rejected or dead-lettered, and nothing twice. */
    public boolean holds() {
        return all().balanced() && doubled.sum() == 0;
    }

    /** From the last 202 to the last store; zero when that came before, null when there is none. */
    public @Nullable Duration lastStoredAfter() {
        if (lastStored == null) {
            return null;
        }
        Duration after = Duration.between(lastAccepted, lastStored);
        return after.isNegative() ? Duration.ZERO : after;
    }
}
