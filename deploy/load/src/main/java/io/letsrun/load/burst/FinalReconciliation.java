package io.letsrun.load.burst;

import io.letsrun.load.reconcile.ReconciliationResult;
import io.letsrun.load.reconcile.Reconciliation;
import io.letsrun.load.stack.MeasuredStack;
import io.letsrun.load.stack.StackSample;
import io.letsrun.load.stack.Watch;
import io.letsrun.local.process.Pause;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Waits until nothing waits any more, and looks where everything accepted is. */
final class FinalReconciliation {

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int QUIET_LOOKS = 2;

    private final MeasuredStack stack;
    private final Watch watch;
    private final ProgressLine live;

    FinalReconciliation(MeasuredStack stack, Watch watch, ProgressLine live) {
        this.stack = stack;
        this.watch = watch;
        this.live = live;
    }

    /** @return null when it could not be taken within {@code limit}, as while the database is down */
    @Nullable ReconciliationResult take(Path accepted, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        live.now("the rest is being stored");
        awaitNoLag(end);
        Reconciliation reconciliation = new Reconciliation(stack, live::say);
        ReconciliationResult account = null;
        do {
            try {
                account = reconciliation.of(accepted);
                if (account.all().waiting() == 0) {
                    return account;
                }
            } catch (SQLException | IOException | ExecutionException e) {
                live.say("cannot be reconciled now: " + e.getMessage());
            }
            Pause.of(LOOK);
        } while (System.nanoTime() < end);
        return account;
    }

    private void awaitNoLag(long end) {
        int quiet = 0;
        int seen = watch.samples().size();
        while (quiet < QUIET_LOOKS && System.nanoTime() < end) {
            Pause.of(LOOK.dividedBy(4));
            List<StackSample> samples = watch.samples();
            for (; seen < samples.size(); seen++) {
                quiet = samples.get(seen).lag() == 0 ? quiet + 1 : 0;
            }
        }
    }
}
