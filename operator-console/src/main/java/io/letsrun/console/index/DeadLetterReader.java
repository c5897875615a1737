package io.letsrun.console.index;

import io.letsrun.console.index.DeadLetter.EventStory;
import io.letsrun.console.index.DeadLetter.Origin;
import io.letsrun.console.index.DeadLetter.Place;
import io.letsrun.console.index.DeadLetter.Replay;
import io.letsrun.contracts.delivery.FailureHeaders;
import io.letsrun.contracts.delivery.ReplayHeaders;
import io.letsrun.contracts.event.EventHeaders;
import java.time.Clock;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads records as dead letters. No record fails: of one that tells nothing the place is known, and its bytes. */
final class DeadLetterReader {

    private static final Logger log = LoggerFactory.getLogger(DeadLetterReader.class);
    private static final Pattern DEAD_LETTER_TOPIC = Pattern.compile("(.+)\\.([^.]+)\\.dlt");
    private static final Pattern TRACE_PARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-.*");
    private static final int MAX_NAME = 256;

    private final Clock clock;

    DeadLetterReader(Clock clock) {
        this.clock = clock;
    }

    DeadLetter read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return readAll(record);
        } catch (RuntimeException | StackOverflowError e) {
            log.atError()
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .setCause(e)
                    .log("A dead letter cannot be read; it is stored without what its headers tell");
            Headers none = new RecordHeaders();
            return new DeadLetter(
                    new Place(record.topic(), record.partition(), record.offset()),
                    origin(record.topic(), new TextHeaders(none, clock.instant())),
                    FailureDetails.unreadable(clock.instant()),
                    EventStory.NONE,
                    record.key(),
                    record.value(),
                    OriginalHeaders.json(none),
                    Replay.NONE);
        }
    }

    private DeadLetter readAll(ConsumerRecord<byte[], byte[]> record) {
        TextHeaders headers = new TextHeaders(record.headers(), clock.instant());
        byte @Nullable [] key = record.key();
        byte @Nullable [] value = record.value();
        return new DeadLetter(
                new Place(record.topic(), record.partition(), record.offset()),
                origin(record.topic(), headers),
                FailureDetails.of(headers, Instant.ofEpochMilli(record.timestamp())),
                event(headers, key, value),
                key,
                value,
                OriginalHeaders.json(record.headers()),
                new Replay(headers.uuid(ReplayHeaders.ID), headers.count(ReplayHeaders.COUNT)));
    }

    /**
     * The headers are believed only when they name this very dead-letter topic: a replay goes where they say, and nobody shall
     * send the console's records somewhere else by writing two headers.
     */
    private static Origin origin(String deadLetterTopic, TextHeaders headers) {
        String topic = headers.text(FailureHeaders.ORIGINAL_TOPIC, MAX_NAME, "");
        String group = headers.text(FailureHeaders.GROUP, MAX_NAME, "");
        if (!deadLetterTopic.equals(topic + "." + group + ".dlt")) {
            Matcher parts = DEAD_LETTER_TOPIC.matcher(deadLetterTopic);
            boolean named = parts.matches();
            return new Origin(named ? parts.group(1) : deadLetterTopic, named ? parts.group(2) : "", null, null, null);
        }
        Long partition = headers.number(FailureHeaders.ORIGINAL_PARTITION);
        Long time = headers.number(FailureHeaders.ORIGINAL_TIMESTAMP);
        return new Origin(
                topic,
                group,
                partition == null || partition > Integer.MAX_VALUE ? null : partition.intValue(),
                headers.number(FailureHeaders.ORIGINAL_OFFSET),
                time(headers, time));
    }

    private static @Nullable Instant time(TextHeaders headers, @Nullable Long millis) {
        Instant time = millis == null ? null : Instant.ofEpochMilli(millis);
        return time != null && headers.isPossible(time) ? time : null;
    }

    private static EventStory event(TextHeaders headers, byte @Nullable [] key, byte @Nullable [] value) {
        String parent = headers.text(EventHeaders.TRACE_PARENT, MAX_NAME, "");
        Matcher trace = TRACE_PARENT.matcher(parent);
        return new EventStory(
                headers.text(EventHeaders.ID, MAX_NAME),
                headers.text(EventHeaders.TYPE, MAX_NAME),
                UserIds.of(key, value),
                trace.matches() ? trace.group(1) : null);
    }
}
