package io.letsrun.delivery.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.letsrun.contracts.delivery.FailureReason;
import io.letsrun.contracts.event.Topics;
import io.letsrun.contracts.event.UndecodableEvent;
import io.letsrun.contracts.run.RunDeleted;
import io.letsrun.delivery.FakeStore;
import io.letsrun.delivery.Records;
import io.letsrun.delivery.retry.DependencyDown;
import io.letsrun.delivery.retry.Verdict;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcRollbackException;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class BatchDeliveryTest {

    private final FakeStore store = new FakeStore();
    private final BatchDelivery<RunDeleted> delivery = new BatchDelivery<>(
            new Subscription<>(Topics.RUNS, List.of(RunDeleted.TYPE), store), StorageProperties.together());

    @Test
    void storesABatchAtOnce() {
        List<Verdict> verdicts = deliver(Records.upTo(5));

        assertThat(verdicts).hasSize(5).containsOnly(Verdict.STORED);
        assertThat(store.batchSizes()).containsExactly(5);
    }

    @Test
    void findsTheOneThatBreaksARuleAndStoresItsNeighbours() {
        store.failOn(3, new R2dbcDataIntegrityViolationException("check", "23514"));

        List<Verdict> verdicts = deliver(Records.upTo(8));

        assertThat(verdicts)
                .extracting(Verdict::outcome)
                .containsExactly("stored", "stored", "dead-lettered", "stored", "stored", "stored", "stored", "stored");
        assertThat(store.stored()).containsExactlyInAnyOrder(1L, 2L, 4L, 5L, 6L, 7L, 8L);
    }

    @Test
    void tellsAPassingFailureFromALastingOne() {
        store.failOn(1, new R2dbcRollbackException("deadlock", "40P01"));
        store.failOn(2, new IllegalStateException("a bug"));

        assertThat(deliver(Records.upTo(3)))
                .extracting(Verdict::outcome)
                .containsExactly("retry", "dead-lettered", "stored");
    }

    @Test
    void storesNothingOfWhatCannotBeDecoded() {
        List<Verdict> verdicts =
                deliver(List.of(Records.garbage(0, 1), Records.record(0, 2, 2), Records.garbage(1, 1)));

        assertThat(verdicts).extracting(Verdict::outcome).containsExactly("dead-lettered", "stored", "dead-lettered");
        assertThat(((Verdict.DeadLettered) verdicts.getFirst()).cause()).isInstanceOf(UndecodableEvent.class);
        assertThat(store.stored()).containsExactly(2L);
    }

    @Test
    void storesNothingThatIsKnownToBreakARule() {
        store.knowToBreak(2).knowToBreak(3);

        List<Verdict> verdicts = deliver(Records.upTo(4));

        assertThat(verdicts)
                .extracting(Verdict::outcome)
                .containsExactly("stored", "dead-lettered", "dead-lettered", "stored");
        assertThat(verdicts.get(1)).isInstanceOfSatisfying(Verdict.DeadLettered.class, dead -> {
            assertThat(dead.reason()).isEqualTo(FailureReason.RULE);
            assertThat(dead.cause()).hasMessage("no such version");
        });
        assertThat(store.batchSizes()).containsExactly(2);
    }

    @Test
    void saysNothingOfAnyRecordWhileADependencyIsDown() {
        store.failOn(4, new R2dbcNonTransientResourceException("refused", "08001"));

        assertThatThrownBy(() -> deliver(Records.upTo(4))).isInstanceOf(DependencyDown.class);
        assertThat(store.batchSizes()).containsExactly(4);
    }

    @Test
    void bearsAHandlerThatThrowsInsteadOfFailing() {
        BatchDelivery<RunDeleted> throwing = new BatchDelivery<>(
                new Subscription<>(Topics.RUNS, List.of(RunDeleted.TYPE), events -> {
                    throw new IllegalStateException("a bug");
                }),
                StorageProperties.together());

        assertThat(Objects.requireNonNull(throwing.deliver(Records.upTo(1)).block()))
                .extracting(Verdict::outcome)
                .containsExactly("dead-lettered");
    }

    private List<Verdict> deliver(List<ConsumerRecord<byte[], byte[]>> records) {
        return Objects.requireNonNull(delivery.deliver(records).block());
    }
}
