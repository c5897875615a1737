package io.letsrun.console.edit;

import io.letsrun.contracts.event.Event;
import io.letsrun.contracts.run.RunDeleted;
import io.letsrun.contracts.run.RunId;
import io.letsrun.contracts.run.RunRecorded;
import io.letsrun.contracts.signup.SignupAccepted;
import io.letsrun.contracts.signup.SignupRejected;
import io.letsrun.contracts.signup.SignupRequested;
import io.letsrun.edge.problem.FieldError;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Fields that follow from others, or that others follow from. Whoever stores an event reads a run's start out of its id, and finds
 * an account by the key of its address: a change of one of them alone would be sent, called applied, and change nothing.
 */
final class DerivedFields {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String KNOWN = "was made when the request was accepted, and others know it already";
    private static final String RUN =
            "follows from the other fields of runId (userId, clientRunId, startedAt): it can only be"
                    + " changed together with them, as a run of its own";

    private DerivedFields() {}

    /** @param original the value of the letter; a field that it lacks may be added */
    static List<FieldError> changed(Event edited, String payload, byte @Nullable [] original) {
        JsonNode before = parse(original == null ? new byte[0] : original);
        JsonNode after = JSON.readTree(payload);
        return derived(edited)
                .filter(derived -> differs(before.path(derived.field()), after.path(derived.field())))
                .map(derived ->
                        new FieldError("/" + derived.field(), "malformed", "cannot be edited alone: " + derived.why()))
                .toList();
    }

    private record Derived(String field, String why) {}

    private static Stream<Derived> derived(Event edited) {
        return switch (edited) {
            case RunRecorded run ->
                run.runId().equals(RunId.of(run.userId(), run.clientRunId(), run.startedAt()))
                        ? Stream.of()
                        : derived(RUN, "userId", "clientRunId", "startedAt", "runId");
            case RunDeleted run -> derived("runId was made from it", "userId");
            case SignupRequested signup ->
                Stream.of(
                                derived(KNOWN, "userId", "idempotencyKeyHash"),
                                derived("userId was made from it", "emailKey"),
                                signup.emailKey().equals(signup.email().toLowerCase(Locale.ROOT))
                                        ? Stream.<Derived>of()
                                        : derived("emailKey is email in lower case", "email"))
                        .flatMap(fields -> fields);
            case SignupAccepted signup -> derived(KNOWN, "userId");
            case SignupRejected signup -> derived(KNOWN, "userId");
            default -> Stream.of();
        };
    }

    private static Stream<Derived> derived(String why, String... fields) {
        return Stream.of(fields).map(field -> new Derived(field, why));
    }

    private static boolean differs(JsonNode before, JsonNode after) {
        if (before.isMissingNode() || before.isNull()) {
            return false;
        }
        return !before.equals(after)
                && !(before.isString() && after.isString() && sameInstant(before.stringValue(), after.stringValue()));
    }

    private static boolean sameInstant(String one, String other) {
        try {
            return Instant.parse(one).equals(Instant.parse(other));
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static JsonNode parse(byte[] json) {
        try {
            JsonNode node = JSON.readTree(json);
            return node.isObject() ? node : MissingNode.getInstance();
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }
}
