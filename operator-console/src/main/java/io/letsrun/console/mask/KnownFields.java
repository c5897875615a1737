package io.letsrun.console.mask;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The fields of the events. A name that is not among them is not shown, since a field can be named after a person; a value is shown
 * only for a field that is known to hold nothing personal, and only in the form that the field has.
 */
final class KnownFields {

    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?(?:Z|[+-]\\d\\d:\\d\\d)?");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,16}(?:\\.\\d{1,15})?(?:[eE][+-]?\\d{1,3})?");
    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();
    private static final Pattern REASON = Pattern.compile("email-taken|invalid|erased");
    private static final Pattern OUTCOME = Pattern.compile("applied|failed-again");

    /** What may be shown, by field. */
    private static final Map<String, Pattern> SHOWN = Map.ofEntries(
            Map.entry("userId", PlainText.UUID_TEXT),
            Map.entry("runId", PlainText.UUID_TEXT),
            Map.entry("replayId", PlainText.UUID_TEXT),
            Map.entry("version", NUMBER),
            Map.entry("startedAt", TIME),
            Map.entry("requestedAt", TIME),
            Map.entry("decidedAt", TIME),
            Map.entry("recordedAt", TIME),
            Map.entry("deletedAt", TIME),
            Map.entry("at", TIME),
            Map.entry("offsetSeconds", NUMBER),
            Map.entry("distanceMillimeters", NUMBER),
            Map.entry("distanceMeters", NUMBER),
            Map.entry("elapsedSeconds", NUMBER),
            Map.entry("movingSeconds", NUMBER),
            Map.entry("elevationGainMeters", NUMBER),
            Map.entry("reason", REASON),
            Map.entry("outcome", OUTCOME));

    /** Fields whose names say nothing about anybody, and whose values do. */
    private static final Set<String> HIDDEN = Set.of(
            "email",
            "emailKey",
            "firstName",
            "lastName",
            "birthYear",
            "city",
            "country",
            "idempotencyKeyHash",
            "password",
            "visibility",
            "clientRunId",
            "title",
            "averageHeartRateBpm",
            "accessToken",
            "refreshToken");

    static final Set<String> NAMES = names();

    /** As they are compared: Java, JSON and SQL write one name in different ways. */
    private static final Set<String> HIDDEN_IN_ANY_SPELLING =
            HIDDEN.stream().map(KnownFields::spelling).collect(Collectors.toUnmodifiableSet());

    private KnownFields() {}

    private static Set<String> names() {
        Set<String> names = new TreeSet<>(SHOWN.keySet());
        names.add("timeZone");
        names.addAll(HIDDEN);
        return Set.copyOf(names);
    }

    /** Whether the name, or the last part of a path, is that of a field whose values are never shown: {@code birth_year} too. */
    static boolean isHidden(String name) {
        return HIDDEN_IN_ANY_SPELLING.contains(spelling(name.substring(name.lastIndexOf('.') + 1)));
    }

    private static String spelling(String name) {
        return name.replaceAll("[_-]", "").toLowerCase(Locale.ROOT);
    }

    static boolean mayShow(String field, JsonNode value) {
        String text = value.asString("");
        if (field.equals("timeZone")) {
            return ZONES.contains(text);
        }
        Pattern form = SHOWN.get(field);
        return form != null
                && value.isNumber() == (form == NUMBER)
                && form.matcher(text).matches();
    }
}
