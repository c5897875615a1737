package io.letsrun.contracts.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** Between event records and the JSON of Kafka record values. Thread-safe. */
public final class EventCodec {

    private static final JsonMapper JSON = JsonMapper.builder(
                    // The default pool is one queue that all threads meet at; a codec's threads are few and live long.
                    JsonFactory.builder()
                            .recyclerPool(JsonRecyclerPools.threadLocalPool())
                            .build())
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .addModule(new SimpleModule()
                    .addDeserializer(Instant.class, new UtcInstants())
                    .addSerializer(Instant.class, new InstantText()))
            .build();

    private final Map<String, ObjectReader> readers;

    /** @param types the types this codec reads; every other one is undecodable to it */
    public EventCodec(EventType<?>... types) {
        readers = Arrays.stream(types)
                .collect(Collectors.toUnmodifiableMap(EventType::name, type -> JSON.readerFor(type.record())));
    }

    /** Returns the UTF-8 JSON of the event, whether or not this codec reads its type. */
    public byte[] encode(Event event) {
        return JSON.writeValueAsBytes(event);
    }

    /**
     * Returns the event of a record. Unknown fields are ignored.
     *
     * @param type the record's {@code ce_type}; null when the header is missing
     * @param value the record's value; null for a Kafka tombstone, which no topic of ours carries as an event
     * @throws UndecodableEvent when the type is unknown, or the value is not JSON or breaks the type's schema
     */
    public Event decode(@Nullable String type, byte @Nullable [] value) {
        if (type == null) {
            throw new UndecodableEvent("no " + EventHeaders.TYPE + " header", null);
        }
        ObjectReader reader = readers.get(type);
        if (reader == null) {
            throw new UndecodableEvent("unknown event type", null);
        }
        if (value == null) {
            throw new UndecodableEvent("no value", null);
        }
        try {
            Event event = reader.readValue(value);
            if (event == null) {
                throw new UndecodableEvent("the value is JSON null", null);
            }
            return event;
        } catch (ValueInstantiationException e) {
            throw new UndecodableEvent("breaks the schema of " + type + ": " + rule(e), e);
        } catch (JacksonException e) {
            throw new UndecodableEvent("not the JSON of " + type + ": " + e.getOriginalMessage(), e);
        }
    }

    private static String rule(ValueInstantiationException e) {
        Throwable cause = e.getCause();
        return cause == null ? e.getOriginalMessage() : String.valueOf(cause.getMessage());
    }
}
