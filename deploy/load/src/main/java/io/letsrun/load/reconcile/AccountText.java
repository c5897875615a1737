package io.letsrun.load.reconcile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An account as it is read on a terminal. */
public record AccountText(ReconciliationResult account) {

    /** The lines of it. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        row(lines, RecordKind.SIGNUP.toString(), account.signups());
        row(lines, RecordKind.RUN.toString(), account.runs());
        Doubled doubled = account.doubled();
        lines.add(say(
                "doubled   %,d: %,d accounts, %,d runs, %,d totals that are not the sum of their runs",
                doubled.sum(), doubled.accounts(), doubled.runs(), doubled.totals()));
        Duration after = account.lastStoredAfter();
        lines.add(
                after == null
                        ? "nothing of it is stored"
                        : say(
                                "the last store began at %s, %.1f s after the last 202",
                                account.lastStored(), after.toMillis() / 1e3));
        if (!account.lost().isEmpty()) {
            lines.add(say(
                    "lost (%,d of %,d; all are in %s):",
                    account.lost().size(), account.all().lost(), account.lostIds()));
            account.lost().forEach(id -> lines.add("  " + id.line()));
        }
        lines.add(verdict());
        return lines;
    }

    private static void row(List<String> lines, String kind, FateCounts tally) {
        if (tally.accepted() > 0) {
            lines.add(say(
                    "%-9s accepted %,d = stored %,d + rejected %,d + dead-lettered %,d + waiting %,d + lost %,d",
                    kind,
                    tally.accepted(),
                    tally.stored(),
                    tally.rejected(),
                    tally.deadLettered(),
                    tally.waiting(),
                    tally.lost()));
        }
    }

    private String verdict() {
        FateCounts all = account.all();
        if (account.holds()) {
            return say("everything accepted is accounted for: lost 0, doubled 0");
        }
        if (all.lost() == 0 && account.doubled().sum() == 0) {
            return say("not drained yet: %,d are waiting; lost 0 and doubled 0 so far", all.waiting());
        }
        return say(
                "the promise is broken: lost %,d, doubled %,d",
                all.lost(), account.doubled().sum());
    }

    private static String say(String format, @Nullable Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
