package io.letsrun.load.reconcile;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What happened to everything that was accepted.
 *
 * @param signups of the accepted ids
 * @param runs of the accepted ids, deletions included
 * @param doubled among the users of the burst
 * @param lastAccepted when the last 202 came
 * @param lastStored when the last transaction began that stored or rejected something of it; null when none did. Runs have no
 *     such time of their own: it is that of their users' totals
 * @param lost the first of them, as many as are printed
 * @param lostIds the file with all of them; null when none is lost
 */
public record ReconciliationResult(
        Fates signups,
        Fates runs,
        Doubled doubled,
        Instant lastAccepted,
        @Nullable Instant lastStored,
        List<AcceptedId> lost,
        @Nullable Path lostIds) {

    /**
     * What happened to accepted ids; each counts once, under the first of these that fits.
     *
     * @param accepted different ids that were answered 202
     * @param stored have their row
     * @param rejected refused with a reason; and runs of a user who was, which are removed by design
     * @param deadLettered neither stored nor rejected, and among the dead letters, whether these are indexed yet or not
     * @param waiting none of these yet: in their topic, in a retry topic, or being replayed
     * @param lost nowhere
     */
    public record Fates(long accepted, long stored, long rejected, long deadLettered, long waiting, long lost) {

        /** Nothing was lost and nothing waits. */
        boolean balanced() {
            return accepted == stored + rejected + deadLettered;
        }

        private Fates plus(Fates other) {
            return new Fates(
                    accepted + other.accepted,
                    stored + other.stored,
                    rejected + other.rejected,
                    deadLettered + other.deadLettered,
                    waiting + other.waiting,
                    lost + other.lost);
        }
    }

    /**
     * What counts more than once, among the users of a burst. An id that was accepted twice is one id, and counts here only when
     * that led to one of these.
     *
     * @param accounts beyond the first of an e-mail address, and users who have an account and a rejection
     * @param runs rows beyond the first of one user, client's run id and start
     * @param totals users whose totals are not the sum of their runs
     */
    public record Doubled(long accounts, long runs, long totals) {

        public long sum() {
            return accounts + runs + totals;
        }
    }

    public ReconciliationResult {
        lost = List.copyOf(lost);
    }

    /** Signups and runs together. */
    public Fates all() {
        return signups.plus(runs);
    }

    /** Everything accepted is stored, rejected or dead-lettered, and nothing twice. */
    public boolean holds() {
        return all().balanced() && doubled.sum() == 0;
    }

    /** From the last 202 to the last store; zero when that came before, null when there is none. */
    @Nullable Duration lastStoredAfter() {
        if (lastStored == null) {
            return null;
        }
        Duration after = Duration.between(lastAccepted, lastStored);
        return after.isNegative() ? Duration.ZERO : after;
    }

    /** As it is printed. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        row(lines, RecordKind.SIGNUP, signups);
        row(lines, RecordKind.RUN, runs);
        lines.add(say(
                "doubled   %,d: %,d accounts, %,d runs, %,d totals that are not the sum of their runs",
                doubled.sum(), doubled.accounts(), doubled.runs(), doubled.totals()));
        Duration after = lastStoredAfter();
        lines.add(
                after == null
                        ? "nothing is stored"
                        : say("last stored at %s, %.1f s after the last 202", lastStored, after.toMillis() / 1e3));
        if (!lost.isEmpty()) {
            lines.add(say("lost (%,d of %,d; all are in %s):", lost.size(), all().lost(), lostIds));
            lost.forEach(id -> lines.add("  " + id.line()));
        }
        lines.add(verdict());
        return lines;
    }

    private static void row(List<String> lines, RecordKind kind, Fates fates) {
        if (fates.accepted() > 0) {
            lines.add(say(
                    "%-9s accepted %,d = stored %,d + rejected %,d + dead-lettered %,d + waiting %,d + lost %,d",
                    kind,
                    fates.accepted(),
                    fates.stored(),
                    fates.rejected(),
                    fates.deadLettered(),
                    fates.waiting(),
                    fates.lost()));
        }
    }

    private String verdict() {
        if (holds()) {
            return "PASSED: everything accepted is accounted for: lost 0, doubled 0";
        }
        if (all().lost() == 0 && doubled.sum() == 0) {
            return say("NOT FINISHED: %,d are still waiting; lost 0, doubled 0 so far", all().waiting());
        }
        return say("FAILED: lost %,d, doubled %,d", all().lost(), doubled.sum());
    }

    private static String say(String format, @Nullable Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
