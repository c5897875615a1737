package io.letsrun.console.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.console.sending.RetryTopics.Delivery;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetryTopicsTest {

    private static final UUID A = UUID.randomUUID();
    private static final UUID B = UUID.randomUUID();

    @Test
    void tellsWhatFailedFromWhatIsRefusedForGood() throws InterruptedException {
        Delivery delivery = delivery(new RecordTooLargeException(), new TimeoutException("no answer"));

        assertThat(delivery.refused())
                .containsOnly(
                        Map.entry(A, "the broker refuses so large a record: max.message.bytes of its topic is lower"));
        assertThat(delivery.acknowledged()).isEmpty();
        assertThat(delivery.failure()).isInstanceOf(TimeoutException.class);
    }

    @Test
    void tellsTheProducersOwnLimitFromTheBrokers() throws InterruptedException {
        Delivery delivery = delivery(
                new RecordTooLargeException(
                        "The message is 50000000 bytes when serialized which is larger than 33554432,"
                                + " which is the value of the max.request.size configuration."),
                null);

        assertThat(delivery.refused()).containsOnly(Map.entry(A, "it is larger than a console sends (32 MiB)"));
        assertThat(delivery.acknowledged()).containsExactly(B);
        assertThat(delivery.failure()).isNull();
    }

    private static Delivery delivery(@Nullable Throwable ofA, @Nullable Throwable ofB) throws InterruptedException {
        return RetryTopics.delivery(Map.of(A, answer(ofA), B, answer(ofB)), new HashMap<>(), null);
    }

    private static CompletableFuture<RecordMetadata> answer(@Nullable Throwable error) {
        return error == null ? CompletableFuture.completedFuture(null) : CompletableFuture.failedFuture(error);
    }
}
