package io.letsrun.console.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class ReceiptsTest {

    private static final UUID A = UUID.randomUUID();
    private static final UUID B = UUID.randomUUID();

    private final Receipts receipts = new Receipts(Map.of());

    @Test
    void completesWithTheLastAnswerAndNotBeforeAllIsHandedOver() {
        receipts.expect();
        receipts.add(A, null);
        receipts.expect();
        CompletableFuture<Delivery> delivery = receipts.complete();

        assertThat(delivery).isNotDone();
        receipts.add(B, null);

        assertThat(delivery)
                .isCompletedWithValueMatching(done ->
                        done.acknowledged().contains(B) && done.acknowledged().size() == 2 && done.failure() == null);
    }

    @Test
    void tellsWhatFailedFromWhatIsRefusedForGood() {
        receipts.expect();
        receipts.expect();
        receipts.add(A, new RecordTooLargeException());
        receipts.add(B, new TimeoutException("no answer"));

        Delivery delivery = receipts.complete().getNow(null);

        assertThat(delivery.refused())
                .containsOnly(
                        Map.entry(A, "the broker refuses so large a record: max.message.bytes of its topic is lower"));
        assertThat(delivery.acknowledged()).isEmpty();
        assertThat(delivery.failure()).isInstanceOf(TimeoutException.class);
    }

    @Test
    void tellsTheProducersOwnLimitFromTheBrokers() {
        receipts.expect();
        receipts.add(
                A,
                new RecordTooLargeException(
                        "The message is 50000000 bytes when serialized which is larger than 33554432,"
                                + " which is the value of the max.request.size configuration."));

        assertThat(receipts.complete().getNow(null).refused())
                .containsOnly(Map.entry(A, "it is larger than a console sends (32 MiB)"));
    }

    @Test
    void completesWhenHandingOverFailedInTheMiddle() {
        receipts.expect();
        receipts.add(A, null);
        receipts.expect();
        receipts.fail(new IllegalStateException("closed"));

        Delivery delivery = receipts.complete().getNow(null);

        assertThat(delivery.acknowledged()).containsExactly(A);
        assertThat(delivery.failure()).hasMessage("closed");
    }
}
