package io.letsrun.events.adding;

import io.letsrun.edge.problem.FieldError;
import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.Refused;
import io.letsrun.edge.text.TextRules;
import io.letsrun.events.upstream.UpstreamEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A new event as a client writes it. All that is wrong is named at once, so it is read as a tree. */
final class EventForm {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_DETAILS = 10_000;

    private final List<FieldError> errors = new ArrayList<>();

    private EventForm() {}

    /** @throws Refused when some values break a rule */
    static UpstreamEvent.Draft read(String userId, JsonNode json) {
        EventForm form = new EventForm();
        @Nullable String name = form.text(json, "name", LONGEST_NAME);
        if (name == null && form.errors.isEmpty()) {
            form.wrong("/name", "required", "must be given");
        } else if (name != null && TextRules.isBlank(name)) {
            form.wrong("/name", "malformed", "must have characters that can be seen");
        } else if (name != null && !TextRules.isLine(name)) {
            form.wrong("/name", "malformed", "must be one line without control characters and halves of characters");
        }
        @Nullable String details = form.text(json, "details", LONGEST_DETAILS);
        if (details != null && !TextRules.isProse(details)) {
            form.wrong("/details", "malformed", "must not hold control characters and halves of characters");
        }
        if (name == null || !form.errors.isEmpty()) {
            throw Problem.invalid(form.errors).refused();
        }
        return new UpstreamEvent.Draft(userId, name, details);
    }

    private @Nullable String text(JsonNode json, String name, int longest) {
        @Nullable JsonNode value = json.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            wrong("/" + name, "wrong-type", "must be a string");
            return null;
        }
        String text = TextRules.trim(value.asString());
        if (text.length() > longest) {
            wrong("/" + name, "too-long", "must be at most " + longest + " characters long");
        }
        return text;
    }

    private void wrong(String pointer, String code, String detail) {
        errors.add(new FieldError(pointer, code, detail));
    }
}
