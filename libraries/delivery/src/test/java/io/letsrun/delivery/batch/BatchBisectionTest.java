package io.letsrun.delivery.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.letsrun.contracts.delivery.FailureReason;
import io.letsrun.contracts.run.RunDeleted;
import io.letsrun.delivery.FakeStore;
import io.letsrun.delivery.Records;
import io.letsrun.delivery.retry.DependencyDown;
import io.letsrun.delivery.retry.Verdict;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcRollbackException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchBisectionTest {

    private static final RuntimeException RULE = new R2dbcDataIntegrityViolationException("check", "23514");

    private final FakeStore store = new FakeStore();

    @Test
    void needsOneStatementForAGoodBatch() {
        assertThat(outcomes(2_000)).containsOnly("stored");
        assertThat(store.batchSizes()).containsExactly(2_000);
    }

    @ParameterizedTest
    @CsvSource({"1, 25", "2, 40", "20, 250", "200, 1200", "1000, 2500", "2000, 2300"})
    void needsFewStatementsForFewBadOnesAndNeverManyMoreThanOneForEachRecord(int bad, int statements) {
        List<Long> versions =
                new ArrayList<>(LongStream.rangeClosed(1, 2_000).boxed().toList());
        Collections.shuffle(versions, new Random(bad));
        versions.subList(0, bad).forEach(version -> store.failOn(version, RULE));

        assertThat(outcomes(2_000).stream().filter("dead-lettered"::equals)).hasSize(bad);
        assertThat(store.stored()).hasSize(2_000 - bad).containsAll(versions.subList(bad, 2_000));
        assertThat(store.batchSizes()).hasSizeLessThan(statements);
    }

    @Test
    void neverAsksAboutAPieceThatIsKnownToFail() {
        store.failOn(8, RULE);

        assertThat(outcomes(8)).endsWith("stored", "dead-lettered");
        assertThat(store.batchSizes()).containsExactly(8, 4, 2, 1, 1);
    }

    @Test
    void condemnsNoneThatHasNotFailedAlone() {
        store.failOnce(5, new R2dbcRollbackException("deadlock", "40P01"));

        assertThat(outcomes(8)).containsOnly("stored");
        assertThat(store.stored()).hasSize(8);
    }

    @Test
    void tellsARuleFromABug() {
        store.failOn(1, RULE).failOn(2, new IllegalStateException("a bug"));

        assertThat(bisect(2))
                .extracting(verdict -> ((Verdict.DeadLettered) verdict).reason())
                .containsExactly(FailureReason.RULE, FailureReason.BUG);
    }

    @Test
    void endsAtOnceWhenADependencyIsDown() {
        store.failOn(3, RULE).failOn(1, new R2dbcNonTransientResourceException("refused", "08001"));

        assertThatThrownBy(() -> bisect(4)).isInstanceOf(DependencyDown.class);
        assertThat(store.batchSizes()).containsExactly(4);
    }

    private List<String> outcomes(int count) {
        return bisect(count).stream().map(Verdict::outcome).toList();
    }

    private List<Verdict> bisect(int count) {
        List<BatchBisection.Item<RunDeleted>> items = new ArrayList<>();
        List<Verdict> verdicts = new ArrayList<>(Collections.nCopies(count, Verdict.STORED));
        for (int i = 0; i < count; i++) {
            items.add(new BatchBisection.Item<>(i, Records.event(i + 1)));
        }
        new BatchBisection<>(store, items, verdicts).run().block();
        return verdicts;
    }
}
