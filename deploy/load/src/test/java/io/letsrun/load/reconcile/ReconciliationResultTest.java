package io.letsrun.load.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.load.reconcile.ReconciliationResult.Doubled;
import io.letsrun.load.reconcile.ReconciliationResult.Fates;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReconciliationResultTest {

    private static final Instant LAST = Instant.parse("2026-01-02T06:00:00Z");
    private static final Fates NONE = new Fates(0, 0, 0, 0, 0, 0);
    private static final Doubled NOTHING = new Doubled(0, 0, 0);
    private static final AcceptedId LOST = new AcceptedId(new UUID(1, 2), null);

    @Test
    void saysThatThePromiseHolds() {
        ReconciliationResult account = account(new Fates(10, 7, 2, 1, 0, 0), NOTHING, LAST.plusMillis(1234));

        assertThat(account.holds()).isTrue();
        assertThat(account.lines())
                .anyMatch(line -> line.contains("accepted 10 = stored 7 + rejected 2 + dead-lettered 1"))
                .anyMatch(line -> line.contains("1.2 s after the last 202"))
                .last()
                .asString()
                .contains("accounted for");
    }

    @Test
    void namesWhatIsLost() {
        ReconciliationResult account = account(new Fates(3, 2, 0, 0, 0, 1), NOTHING, LAST);

        assertThat(account.holds()).isFalse();
        assertThat(account.lines())
                .contains("  " + LOST.line())
                .last()
                .asString()
                .contains("FAILED: lost 1");
    }

    @Test
    void whatWaitsIsNotLost() {
        ReconciliationResult account = account(new Fates(3, 2, 0, 0, 1, 0), NOTHING, LAST);

        assertThat(account.holds()).isFalse();
        assertThat(account.lines()).last().asString().contains("NOT FINISHED: 1 ");
    }

    @Test
    void whatCountsTwiceBreaksThePromise() {
        ReconciliationResult account = account(new Fates(3, 3, 0, 0, 0, 0), new Doubled(0, 1, 1), LAST);

        assertThat(account.holds()).isFalse();
        assertThat(account.lines()).last().asString().contains("doubled 2");
    }

    @Test
    void aStoreBeforeTheLastAnswerIsNoTimeAfterIt() {
        ReconciliationResult account = account(new Fates(3, 3, 0, 0, 0, 0), NOTHING, LAST.minusSeconds(1));

        assertThat(account.lastStoredAfter()).isZero();
    }

    @Test
    void nothingStoredHasNoTime() {
        ReconciliationResult account = account(new Fates(1, 0, 0, 1, 0, 0), NOTHING, null);

        assertThat(account.lines()).contains("nothing is stored");
    }

    private static ReconciliationResult account(Fates signups, Doubled doubled, @Nullable Instant lastStored) {
        boolean lost = signups.lost() > 0;
        return new ReconciliationResult(
                signups,
                NONE,
                doubled,
                LAST,
                lastStored,
                lost ? List.of(LOST) : List.of(),
                lost ? Path.of("accepted.lost") : null);
    }
}
