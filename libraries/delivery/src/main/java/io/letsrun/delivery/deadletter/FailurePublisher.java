package io.letsrun.delivery.deadletter;

import io.letsrun.contracts.delivery.FailureReason;
import io.letsrun.contracts.delivery.ReplayResult;
import io.letsrun.contracts.event.EventHeaders;
import io.letsrun.contracts.event.KafkaBinding;
import io.letsrun.contracts.event.Topics;
import io.letsrun.delivery.retry.DependencyDown;
import io.letsrun.delivery.retry.RecordHistory;
import io.letsrun.delivery.retry.RetryChain;
import io.letsrun.delivery.retry.RetryStep;
import io.letsrun.delivery.retry.Verdict;
import io.letsrun.edge.telemetry.TraceParent;
import io.opentelemetry.api.trace.SpanContext;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import reactor.core.publisher.Mono;

/**
 * What has to be published before the offsets of a batch may be committed: its failed records, to the topic each goes to
 * next, and then an answer for each replayed one whose fate is decided.
 */
public record FailurePublisher(
        RetryChain chain, FailedRecords failedRecords, RecordPublisher publisher, KafkaBinding binding, Clock clock) {

    private static final Logger log = LoggerFactory.getLogger(FailurePublisher.class);

    /** Sends records, and tells the indexes of those that the brokers refuse. */
    @FunctionalInterface
    public interface RecordPublisher {

        Mono<BitSet> send(List<ProducerRecord<byte[], byte[]>> records);
    }

    /**
     * Completes when the brokers have acknowledged all of it, with the verdicts that hold: what the broker refuses to take becomes a
     * dead letter without its value. Fails with {@link DependencyDown} when anything else is not acknowledged: then the batch must
     * come again, with nothing committed.
     */
    public Mono<List<Verdict>> settle(List<ConsumerRecord<byte[], byte[]>> records, List<Verdict> verdicts) {
        Instant now = clock.instant();
        return publishFailed(records, verdicts, now)
                .flatMap(held -> send(answers(records, held, now)).thenReturn(held))
                .onErrorMap(DependencyDown::new)
                .doOnSuccess(held -> report(records, held));
    }

    private Mono<List<Verdict>> publishFailed(
            List<ConsumerRecord<byte[], byte[]>> records, List<Verdict> verdicts, Instant now) {
        List<Integer> indexes = new ArrayList<>();
        List<ProducerRecord<byte[], byte[]>> failed = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            ProducerRecord<byte[], byte[]> record = failed(records.get(i), verdicts.get(i), now);
            if (record != null) {
                indexes.add(i);
                failed.add(record);
            }
        }
        if (failed.isEmpty()) {
            return Mono.just(verdicts);
        }
        return publisher.send(failed).flatMap(refused -> {
            if (refused.isEmpty()) {
                return Mono.just(verdicts);
            }
            List<Integer> tooLarge = refused.stream().mapToObj(indexes::get).toList();
            return publishWithoutValues(records, verdicts, tooLarge, now);
        });
    }

    private @Nullable ProducerRecord<byte[], byte[]> failed(
            ConsumerRecord<byte[], byte[]> record, Verdict verdict, Instant now) {
        RetryStep step = chain.of(record);
        return switch (verdict) {
            case Verdict.Stored stored -> null;
            case Verdict.Waiting waiting -> null;
            case Verdict.Retry retry -> failedRecords.retry(record, step, retry, now);
            case Verdict.DeadLettered letter -> failedRecords.deadLetter(record, step, letter, now);
        };
    }

    private Mono<List<Verdict>> publishWithoutValues(
            List<ConsumerRecord<byte[], byte[]>> records, List<Verdict> verdicts, List<Integer> tooLarge, Instant now) {
        List<Verdict> held = new ArrayList<>(verdicts);
        List<ProducerRecord<byte[], byte[]>> letters = new ArrayList<>();
        for (int index : tooLarge) {
            ConsumerRecord<byte[], byte[]> record = records.get(index);
            Verdict.DeadLettered letter = tooLarge(verdicts.get(index));
            held.set(index, letter);
            letters.add(failedRecords.withoutValue(record, chain.of(record), letter, now));
        }
        return send(letters).thenReturn(held);
    }

    /** The cause stays, as it says more than that its record was too large to be kept. */
    private static Verdict.DeadLettered tooLarge(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Stored stored -> throw new IllegalStateException("nothing was sent for it");
            case Verdict.Waiting waiting -> throw new IllegalStateException("nothing was sent for it");
            case Verdict.Retry retry -> new Verdict.DeadLettered(FailureReason.TOO_LARGE, retry.cause());
            case Verdict.DeadLettered letter -> new Verdict.DeadLettered(FailureReason.TOO_LARGE, letter.cause());
        };
    }

    private List<ProducerRecord<byte[], byte[]>> answers(
            List<ConsumerRecord<byte[], byte[]>> records, List<Verdict> verdicts, Instant now) {
        List<ProducerRecord<byte[], byte[]>> answers = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            ConsumerRecord<byte[], byte[]> record = records.get(i);
            String outcome = verdicts.get(i).replayOutcome();
            UUID replay = RecordHistory.replay(record, chain.of(record));
            if (outcome != null && replay != null) {
                String trace = KafkaBinding.header(record.headers(), EventHeaders.TRACE_PARENT);
                answers.add(binding.write(Topics.REPLAY_RESULTS, new ReplayResult(replay, outcome, now), now, trace));
            }
        }
        return answers;
    }

    /** One line for each sort of failure in a batch, however many there were: each has its reason in its topic. */
    private static void report(List<ConsumerRecord<byte[], byte[]>> records, List<Verdict> verdicts) {
        Map<String, List<Integer>> failures = new TreeMap<>();
        for (int i = 0; i < verdicts.size(); i++) {
            String sort = sort(verdicts.get(i));
            if (sort != null) {
                failures.computeIfAbsent(sort, none -> new ArrayList<>()).add(i);
            }
        }
        failures.forEach((sort, indices) -> {
            ConsumerRecord<?, ?> first = records.get(indices.getFirst());
            SpanContext sender = TraceParent.parse(
                    Objects.requireNonNullElse(KafkaBinding.header(first.headers(), EventHeaders.TRACE_PARENT), ""));
            LoggingEventBuilder line =
                    sender.isValid() ? log.atWarn().addKeyValue("traceId", sender.getTraceId()) : log.atWarn();
            line.addKeyValue("topic", first.topic())
                    .addKeyValue("partition", first.partition())
                    .addKeyValue("offset", first.offset())
                    .addKeyValue("verdict", sort)
                    .addKeyValue("records", indices.size())
                    .log("Records went to a retry topic or to the dead letters; topic and offset are the first one's");
        });
    }

    private static @Nullable String sort(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Stored stored -> null;
            case Verdict.Waiting waiting -> null;
            case Verdict.Retry retry -> retry.outcome();
            case Verdict.DeadLettered dead -> dead.reason().code();
        };
    }

    /** None of these is large, so a refusal holds for all records. */
    private Mono<Void> send(List<ProducerRecord<byte[], byte[]>> records) {
        return records.isEmpty()
                ? Mono.empty()
                : publisher
                        .send(records)
                        .flatMap(refused -> refused.isEmpty()
                                ? Mono.empty()
                                : Mono.error(new RecordTooLargeException("the broker refuses even a small record")));
    }
}
