package io.letsrun.console.search;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which letters are meant: those that every given part holds for.
 *
 * @param texts the parts, each as a text that its rule allows
 */
public record LetterFilter(Map<Part, String> texts) {

    /** Every letter. */
    public static final LetterFilter ALL = new LetterFilter(Map.of());

    /** @throws IllegalArgumentException when a part is not what it should be */
    public LetterFilter {
        texts = texts.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(texts));
        texts.forEach((part, text) -> {
            if (part.value(text) == null) {
                throw new IllegalArgumentException(part.code() + " " + part.rule);
            }
        });
    }

    /**
     * The one list of what letters are filtered by, in the order of the page's form: URLs, JSON, forms and SQL all follow it. A
     * topic, a group and an exception are found by any part of their name, in any case; a name in full means that one alone.
     */
    public enum Part {
        /** Somewhere in the message, in any case. */
        TEXT("must be text of 3 to 200 characters", Part::pattern, "letter.message ILIKE ?"),
        STATE(
                "must be a state of a letter",
                text -> LetterState.of(text).map(LetterState::code).orElse(null),
                "letter.state = ?"),
        /** Of the original record. */
        TOPIC(Part.NAME, Part::name, Part.named("topic")),
        GROUP(Part.NAME, Part::name, Part.named("group_name")),
        /** The class of the root cause. */
        EXCEPTION(Part.NAME, Part::name, Part.named("exception_class")),
        USER("must be a UUID", Part::uuid, "letter.user_id = ?"),
        /** RFC 3339: the last failure is not before it. */
        FROM("must be an RFC 3339 time", Part::instant, "letter.last_failure >= ?"),
        /** RFC 3339: the last failure is before it. */
        TO("must be an RFC 3339 time", Part::instant, "letter.last_failure < ?"),
        /** A fingerprint, or its beginning. */
        CAUSE(
                "must be a fingerprint, or at least its first 8 digits",
                text -> text.matches("[0-9a-f]{8,64}") ? text : null,
                "starts_with(pile.fingerprint, ?)");

        private static final String NAME = "must be text of at most 256 characters";
        private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
        private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

        private final String rule;
        private final Function<String, @Nullable Object> parse;
        private final String sql;

        Part(String rule, Function<String, @Nullable Object> parse, String sql) {
            this.rule = rule;
            this.parse = parse;
            this.sql = sql;
        }

        /** As it is named in URLs, forms and JSON. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        String rule() {
            return rule;
        }

        /** Returns what SQL compares with; null when the text breaks the rule. */
        @Nullable Object value(String text) {
            return parse.apply(text);
        }

        /** Whether the counts of letters know it, see {@link CauseCounts}. */
        boolean isOfCounts() {
            return sql.contains("pile.");
        }

        private static String named(String column) {
            return """
                    (pile.%1$s = ? OR position(lower(?) IN lower(pile.%1$s)) > 0
                     AND NOT EXISTS (SELECT FROM dead_letters.pile AS whole WHERE whole.%1$s = ?))""".formatted(column);
        }

        private static @Nullable Object name(String text) {
            return text.length() <= 256 && isText(text) ? text : null;
        }

        private static @Nullable Object pattern(String text) {
            int length = text.codePointCount(0, text.length());
            return length >= 3 && length <= 200 && isText(text)
                    ? "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
                    : null;
        }

        private static boolean isText(String text) {
            return text.codePoints()
                    .noneMatch(c -> c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
        }

        private static @Nullable Object uuid(String text) {
            return UUID_TEXT.matcher(text).matches() ? UUID.fromString(text) : null;
        }

        private static @Nullable Object instant(String text) {
            try {
                Instant instant = OffsetDateTime.parse(text).toInstant();
                return instant.isBefore(Instant.EPOCH) || instant.isAfter(LATEST) ? null : instant;
            } catch (DateTimeException e) {
                return null;
            }
        }
    }

    public static LetterFilter of(Part part, String text) {
        return new LetterFilter(Map.of(part, text));
    }

    /** The parts by their names, as they are kept with a replay and in the audit. */
    @JsonValue
    public Map<String, String> named() {
        return texts.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().code(), Map.Entry::getValue));
    }

    @Nullable Object value(Part part) {
        String text = texts.get(part);
        return text == null ? null : part.value(text);
    }

    @Nullable Instant from() {
        return (Instant) value(Part.FROM);
    }

    @Nullable Instant to() {
        return (Instant) value(Part.TO);
    }

    @Nullable LetterState state() {
        String text = texts.get(Part.STATE);
        return text == null ? null : LetterState.of(text).orElseThrow();
    }

    boolean has(Part part) {
        return texts.containsKey(part);
    }

    /** Whether it chooses letters by what they are counted by. */
    boolean choosesCounts() {
        return has(Part.STATE) || texts.keySet().stream().anyMatch(Part::isOfCounts);
    }

    /**
     * Returns the filter as a condition on a table or alias {@code letter}.
     *
     * @param first the number of the condition's first parameter: 1 for {@code $1}
     */
    public Condition condition(int first) {
        Condition condition = Condition.from(first);
        for (Part part : Part.values()) {
            String sql = part.isOfCounts()
                    ? "letter.pile IN (SELECT pile.id FROM dead_letters.pile WHERE " + part.sql + ")"
                    : part.sql;
            condition = condition.and(sql, value(part));
        }
        return condition;
    }

    /** Returns what of it the counts know, as a condition on {@code pile}. */
    public Condition ofCounts(int first) {
        Condition condition = Condition.from(first);
        for (Part part : Part.values()) {
            condition = part.isOfCounts() ? condition.and(part.sql, value(part)) : condition;
        }
        return condition;
    }
}
