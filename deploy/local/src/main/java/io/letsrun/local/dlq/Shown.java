package io.letsrun.local.dlq;

import io.letsrun.local.terminal.Plain;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Parts of the console's answers as they read in a terminal. */
final class Shown {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private Shown() {}

    /** Returns a field as one line; a dash when it is missing. */
    static String text(JsonNode node, String field) {
        String text = Plain.line(node.path(field).asString(""));
        return text.isEmpty() ? "-" : text;
    }

    static String text(JsonNode node, String field, int most) {
        return Plain.cut(text(node, field), most);
    }

    /** Returns a time to the second; whatever is none as it is. */
    static String time(JsonNode node, String field) {
        String text = text(node, field);
        try {
            return TIME.format(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return text;
        }
    }

    /** Returns the beginning of a cause's fingerprint: enough to tell a million causes apart. */
    static String cause(JsonNode node, String field) {
        String fingerprint = text(node, field);
        return fingerprint.substring(0, Math.min(12, fingerprint.length()));
    }

    static String number(JsonNode node, String field) {
        return number(node.path(field).asLong());
    }

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String letters(long count) {
        return count == 1 ? "1 letter" : number(count) + " letters";
    }

    /** Returns the exception's name without its package, and its message. */
    static String failure(JsonNode node) {
        String exception = text(node, "exception");
        return exception.substring(exception.lastIndexOf('.') + 1) + ": " + text(node, "message");
    }
}
