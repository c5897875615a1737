package io.letsrun.console.mask;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The fields of the events. A name that is not among them is not shown, since a field can be named after a person; a value is shown
 * only for a field that is known to hold nothing personal, and only in the form that the field has.
 */
final class KnownFields {

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,16}(?:\\.\\d{1,15})?(?:[eE][+-]?\\d{1,3})?");
    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

    /** Fields that may be shown, by the form of their values. */
    private static final Map<Pattern, Set<String>> SHOWN = Map.of(
            PlainText.UUID_TEXT,
            Set.of("userId", "runId", "replayId"),
            Harmless.TIME,
            Set.of("startedAt", "requestedAt", "decidedAt", "recordedAt", "deletedAt", "at"),
            NUMBER,
            Set.of(
                    "version",
                    "offsetSeconds",
                    "distanceMillimeters",
                    "distanceMeters",
                    "elapsedSeconds",
                    "movingSeconds",
                    "elevationGainMeters"),
            Pattern.compile("email-taken|invalid|erased"),
            Set.of("reason"),
            Pattern.compile("applied|failed-again"),
            Set.of("outcome"));

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

    static final Set<String> NAMES = Stream.concat(Stream.of(Set.of("timeZone"), HIDDEN), SHOWN.values().stream())
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    /** As they are compared: Java, JSON and SQL write one name in different ways. */
    private static final Set<String> HIDDEN_IN_ANY_SPELLING =
            HIDDEN.stream().map(KnownFields::spelling).collect(Collectors.toUnmodifiableSet());

    private KnownFields() {}

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
        return SHOWN.entrySet().stream()
                .filter(shown -> shown.getValue().contains(field))
                .map(Map.Entry::getKey)
                .anyMatch(form -> value.isNumber() == (form == NUMBER)
                        && form.matcher(text).matches());
    }
}
