package io.letsrun.console.search;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.letsrun.edge.problem.Refused;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * A filter as it stands in a URL or in JSON: every part a text, an empty one the same as none. In a URL unknown parts are
 * somebody else's. In JSON they are refused: a part that was mistyped would otherwise mean more letters than were meant.
 *
 * @param user a UUID
 * @param from RFC 3339
 * @param to RFC 3339
 * @param cause a fingerprint: 64 hexadecimal digits
 * @param unknown the names of parts that there are none of
 */
public record LetterQuery(
        @Nullable String topic,
        @Nullable String group,
        @Nullable String exception,
        @Nullable String text,
        @Nullable String user,
        @Nullable String from,
        @Nullable String to,
        @Nullable String state,
        @Nullable String cause,
        Set<String> unknown) {

    private static final Set<String> PARTS =
            Set.of("topic", "group", "exception", "text", "user", "from", "to", "state", "cause");
    private static final int MIN_TEXT = 3;
    private static final int MAX_TEXT = 200;
    private static final int MAX_NAME = 256;
    private static final Pattern CAUSE = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    /** Reads the parameters of a URL. */
    public static LetterQuery of(MultiValueMap<String, String> parameters) {
        return of(parameters.toSingleValueMap(), Set.of());
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static LetterQuery of(Map<String, @Nullable String> parts) {
        Set<String> unknown = new TreeSet<>(parts.keySet());
        unknown.removeAll(PARTS);
        return of(parts, unknown);
    }

    private static LetterQuery of(Map<String, @Nullable String> parts, Set<String> unknown) {
        return new LetterQuery(
                parts.get("topic"),
                parts.get("group"),
                parts.get("exception"),
                parts.get("text"),
                parts.get("user"),
                parts.get("from"),
                parts.get("to"),
                parts.get("state"),
                parts.get("cause"),
                unknown);
    }

    /**
     * Returns the filter.
     *
     * @throws Refused naming the parameter
     */
    public LetterFilter filter() {
        return filter("/");
    }

    /**
     * Returns the filter of a body.
     *
     * @param pointer to this object in the body
     * @throws Refused with a pointer to the part
     */
    public LetterFilter filterAt(String pointer) {
        return filter(pointer + "/");
    }

    private LetterFilter filter(String at) {
        if (!unknown.isEmpty()) {
            throw Refused.invalid(at + unknown.iterator().next(), "unknown-field", "must be a part of a filter");
        }
        return new LetterFilter(
                name(at + "topic", topic),
                name(at + "group", group),
                name(at + "exception", exception),
                text(at + "text"),
                part(user, LetterQuery::uuid, at + "user", "must be a UUID"),
                part(from, LetterQuery::instant, at + "from", "must be an RFC 3339 time"),
                part(to, LetterQuery::instant, at + "to", "must be an RFC 3339 time"),
                part(state, code -> LetterState.of(code).orElse(null), at + "state", "must be a state of a letter"),
                part(cause, LetterQuery::fingerprint, at + "cause", "must be a fingerprint"));
    }

    private static @Nullable String name(String where, @Nullable String value) {
        return part(
                value,
                name -> name.length() <= MAX_NAME && isText(name) ? name : null,
                where,
                "must be text of at most " + MAX_NAME + " characters");
    }

    private @Nullable String text(String where) {
        return part(
                text, LetterQuery::searched, where, "must be text of " + MIN_TEXT + " to " + MAX_TEXT + " characters");
    }

    private static <T> @Nullable T part(
            @Nullable String value, Function<String, @Nullable T> parse, String where, String rule) {
        if (value == null || value.isBlank()) {
            return null;
        }
        T part = parse.apply(value);
        if (part == null) {
            throw Refused.invalid(where, "malformed", rule);
        }
        return part;
    }

    private static @Nullable String searched(String text) {
        int length = text.codePointCount(0, text.length());
        return length >= MIN_TEXT && length <= MAX_TEXT && isText(text) ? text : null;
    }

    private static boolean isText(String text) {
        return text.chars().noneMatch(c -> c == 0 || Character.isSurrogate((char) c) && !paired(text));
    }

    private static boolean paired(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private static @Nullable UUID uuid(String text) {
        return UUID_TEXT.matcher(text).matches() ? UUID.fromString(text) : null;
    }

    private static @Nullable String fingerprint(String text) {
        return CAUSE.matcher(text).matches() ? text : null;
    }

    private static @Nullable Instant instant(String text) {
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            return instant.isBefore(EARLIEST) || instant.isAfter(LATEST) ? null : instant;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
