package io.letsrun.delivery.deadletter;

import io.letsrun.contracts.delivery.ReplayResult;
import io.letsrun.contracts.event.EventHeaders;
import io.letsrun.contracts.event.KafkaBinding;
import io.letsrun.contracts.event.Topics;
import io.letsrun.delivery.publishing.RecordPublisher;
import io.letsrun.delivery.retry.DependencyDown;
import io.letsrun.delivery.retry.ReplayId;
import io.letsrun.delivery.retry.RetryChain;
import io.letsrun.delivery.retry.RetryStep;
import io.letsrun.delivery.retry.Verdict;
import io.letsrun.edge.telemetry.TraceParent;
import io.opentelemetry.api.trace.SpanContext;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import reactor.core.publisher.Mono;

/**
 * What has to be published before the offsets of a batch may be committed: its failed records, to the topic each goes to
 * next, and then an answer for each replayed one whose fate is decided.
 */
public final class FailurePublisher {

    private static final Logger log = LoggerFactory.getLogger(FailurePublisher.class);

    private final RetryChain chain;
    private final FailedRecords failedRecords;
    private final RecordPublisher publisher;
    private final KafkaBinding binding;
    private final Clock clock;

    public FailurePublisher(
            RetryChain chain,
            FailedRecords failedRecords,
            RecordPublisher publisher,
            KafkaBinding binding,
            Clock clock) {
        this.chain = chain;
        this.failedRecords = failedRecords;
        this.publisher = publisher;
        this.binding = binding;
        this.clock = clock;
    }

    /**
     * Completes when the brokers have acknowledged all of it. Fails with {@link DependencyDown} otherwise, whatever the reason:
     * then the batch must come again, with nothing committed.
     */
    public Mono<Void> settle(List<ConsumerRecord<byte[], byte[]>> records, List<Verdict> verdicts) {
        Instant now = clock.instant();
        List<ProducerRecord<byte[], byte[]>> failed = new ArrayList<>();
        List<ProducerRecord<byte[], byte[]>> answers = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            ConsumerRecord<byte[], byte[]> record = records.get(i);
            RetryStep step = chain.of(record);
            switch (verdicts.get(i)) {
                case Verdict.Stored stored -> answer(record, step, ReplayResult.APPLIED, now, answers);
                case Verdict.Retry retry -> failed.add(failedRecords.retry(record, step, retry, now));
                case Verdict.Dead dead -> {
                    failed.add(failedRecords.deadLetter(record, step, dead, now));
                    answer(record, step, ReplayResult.FAILED_AGAIN, now, answers);
                }
            }
        }
        return send(failed)
                .then(Mono.defer(() -> send(answers)))
                .onErrorMap(DependencyDown::new)
                .doOnSuccess(done -> report(records, verdicts));
    }

    /** One line for each sort of failure in a batch, however many there were: each has its failed in its topic. */
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
                    .log("Records could not be stored and went to another topic; the first of them is this");
        });
    }

    private static @Nullable String sort(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Stored stored -> null;
            case Verdict.Retry retry -> retry.outcome();
            case Verdict.Dead dead -> dead.reason().code();
        };
    }

    private Mono<Void> send(List<ProducerRecord<byte[], byte[]>> records) {
        return records.isEmpty() ? Mono.empty() : publisher.send(records);
    }

    private void answer(
            ConsumerRecord<byte[], byte[]> record,
            RetryStep step,
            String outcome,
            Instant now,
            List<ProducerRecord<byte[], byte[]>> answers) {
        UUID replay = ReplayId.of(record, step);
        if (replay != null) {
            String trace = KafkaBinding.header(record.headers(), EventHeaders.TRACE_PARENT);
            answers.add(binding.write(Topics.REPLAY_RESULTS, new ReplayResult(replay, outcome, now), now, trace));
        }
    }
}
