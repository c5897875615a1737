package io.letsrun.console.edit;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.letsrun.contracts.event.Event;
import io.letsrun.contracts.event.EventCodec;
import io.letsrun.contracts.event.EventType;
import io.letsrun.contracts.event.UndecodableEvent;
import io.letsrun.contracts.run.RunDeleted;
import io.letsrun.contracts.run.RunRecorded;
import io.letsrun.contracts.signup.SignupAccepted;
import io.letsrun.contracts.signup.SignupRejected;
import io.letsrun.contracts.signup.SignupRequested;
import io.letsrun.edge.problem.FieldError;
import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Checks an edited payload as its consumer will: by the type's JSON Schema, and by the codec itself. Thread-safe. */
@Component
final class PayloadRules {

    private static final List<EventType<?>> TYPES =
            List.of(SignupRequested.TYPE, SignupAccepted.TYPE, SignupRejected.TYPE, RunRecorded.TYPE, RunDeleted.TYPE);

    private final EventCodec codec = new EventCodec(TYPES.toArray(EventType<?>[]::new));
    private final Map<String, Schema> schemas;

    PayloadRules() {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        schemas = TYPES.stream()
                .map(EventType::name)
                .collect(Collectors.toUnmodifiableMap(Function.identity(), type -> schema(registry, type)));
    }

    private static Schema schema(SchemaRegistry registry, String type) {
        try (InputStream in = EventType.class.getResourceAsStream("/schema/" + type + ".json")) {
            if (in == null) {
                throw new IllegalStateException("no schema of " + type);
            }
            return registry.getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the event, if it may be sent.
     *
     * @param type the letter's; null when it has none, and then no payload is right
     * @param original the letter's value
     * @throws Refused naming the rules that the payload breaks
     */
    Event check(@Nullable String type, String payload, byte @Nullable [] original) {
        Schema schema = type == null ? null : schemas.get(type);
        if (schema == null) {
            throw broken("the letter's event type is none that is known");
        }
        if (!isJson(payload)) {
            throw broken("not JSON");
        }
        List<FieldError> errors = schema
                .validate(
                        payload,
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(PayloadRules::error)
                .toList();
        requireNone(errors);
        return decode(type, payload, original);
    }

    /** Some rules are only in the code. */
    private Event decode(@Nullable String type, String payload, byte @Nullable [] original) {
        try {
            Event event = codec.decode(type, payload.getBytes(StandardCharsets.UTF_8));
            requireNone(DerivedFields.changed(event, payload, original));
            return event;
        } catch (UndecodableEvent e) {
            throw broken(String.valueOf(e.getMessage()));
        }
    }

    private static boolean isJson(String payload) {
        try {
            return !JsonMapper.shared().readTree(payload).isMissingNode();
        } catch (JacksonException e) {
            return false;
        }
    }

    private static FieldError error(Error error) {
        String parent = error.getInstanceLocation().toString();
        String property = error.getProperty();
        String pointer =
                Stream.of(parent, property == null ? "" : "/" + property).collect(Collectors.joining());
        return new FieldError(pointer, "malformed", error.getMessage());
    }

    private static void requireNone(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors).refused();
        }
    }

    private static Refused broken(String detail) {
        return Refused.invalid("", "malformed", detail);
    }
}
