package io.letsrun.console.search;

import com.fasterxml.jackson.annotation.JsonValue;
import io.letsrun.console.mask.PlainText;
import io.letsrun.console.web.Field;
import io.letsrun.console.web.Links;
import io.letsrun.console.web.UntrustedText;
import io.letsrun.edge.problem.Refused;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * Selects the letters that match every given part.
 *
 * @param texts the parts as somebody gave them. One that breaks its rule is refused when letters are looked for, if not before
 */
public record LetterFilter(Map<Part, String> texts) {

    /** What a browser's field for a time gives: UTC, as it is labelled. */
    private static final Pattern WITHOUT_ZONE =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?");

    private static final int WORDS = 200;

    /** @param texts an empty part is none */
    public LetterFilter {
        Map<Part, String> given = new EnumMap<>(Part.class);
        given.putAll(texts);
        given.values().removeIf(String::isBlank);
        texts = Map.copyOf(given);
    }

    /**
     * The one list of what letters are filtered by, in the order of the page's form: URLs, JSON, forms, SQL and the command line
     * all follow it. A topic, a group and an exception are found by any part of their name, in any case; a full name means that
     * one alone.
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
        USER("must be a UUID", PlainText::uuid, "letter.user_id = ?"),
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

        private static @Nullable Object instant(String text) {
            try {
                Instant instant = OffsetDateTime.parse(text).toInstant();
                return instant.isBefore(Instant.EPOCH) || instant.isAfter(LATEST) ? null : instant;
            } catch (DateTimeException e) {
                return null;
            }
        }
    }

    /** Returns the filter in the parameters of a URL, in which unknown ones are somebody else's. */
    public static LetterFilter of(MultiValueMap<String, String> parameters) {
        return of(parameters.toSingleValueMap());
    }

    private static LetterFilter of(Map<String, @Nullable String> parameters) {
        Map<Part, String> texts = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            texts.put(part, Objects.requireNonNullElse(parameters.get(part.code()), ""));
        }
        return new LetterFilter(texts);
    }

    /** Returns the filter in the fields of a form: as in a URL, and times may lack their zone. */
    public static LetterFilter ofForm(MultiValueMap<String, String> form) {
        return new LetterFilter(of(form).texts().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, part -> zoned(part.getKey(), part.getValue()))));
    }

    private static String zoned(Part part, String value) {
        boolean time = part == Part.FROM || part == Part.TO;
        if (!time || !WITHOUT_ZONE.matcher(value).matches()) {
            return value;
        }
        return value.length() > "2026-11-21T06:00".length() ? value + 'Z' : value + ":00Z";
    }

    /**
     * Returns the filter in the member {@code filter} of a body. There a part that was mistyped would mean more letters than were
     * meant.
     *
     * @throws Refused with a pointer to a part that is unknown or breaks its rule
     */
    static LetterFilter ofBody(Map<String, @Nullable String> member) {
        Set<String> unknown = new TreeSet<>(member.keySet());
        unknown.removeAll(codes());
        if (!unknown.isEmpty()) {
            throw Refused.invalid(
                    "/filter/" + unknown.iterator().next(), "unknown-field", "must be a part of a filter");
        }
        return of(member).checked("/filter/");
    }

    /** Returns the names of all parts. */
    public static Set<String> codes() {
        return Stream.of(Part.values()).map(Part::code).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Returns the same.
     *
     * @throws Refused naming the part that breaks its rule
     */
    public LetterFilter checked() {
        return checked("/");
    }

    private LetterFilter checked(String at) {
        for (Part part : Part.values()) {
            value(part, at);
        }
        return this;
    }

    @Nullable Object value(Part part) {
        return value(part, "/");
    }

    private @Nullable Object value(Part part, String at) {
        String text = texts.get(part);
        Object value = text == null ? null : part.parse.apply(text);
        if (text != null && value == null) {
            throw Refused.invalid(at + part.code(), "malformed", part.rule);
        }
        return value;
    }

    /** The parts by their names, as they are kept with a replay and in the audit. */
    @JsonValue
    public Map<String, String> named() {
        return texts.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().code(), Map.Entry::getValue));
    }

    /** Returns a filter that was kept as JSON, in words: {@code topic "letsrun.runs", text "out of range"}. */
    public static String words(String json) {
        String words = JsonMapper.shared().readTree(json).properties().stream()
                .filter(part -> !part.getValue().isNull())
                .map(part -> part.getKey() + " \""
                        + UntrustedText.text(part.getValue().asString(), WORDS) + '"')
                .collect(Collectors.joining(", "));
        return words.isEmpty() ? "any filter" : words;
    }

    /** Returns the parts as the fields of a form or the parameters of a URL. */
    public List<Field> fields() {
        return Stream.of(Part.values())
                .filter(texts::containsKey)
                .map(part -> new Field(part.code(), text(part)))
                .toList();
    }

    /** Returns a part as its input shows it; empty when it is not given. */
    public String text(Part part) {
        return texts.getOrDefault(part, "");
    }

    /** An input for a time shows nothing that has a zone in it. */
    public String time(Part part) {
        String text = text(part);
        return text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
    }

    /** Returns where the same filter leads without a cause. */
    public String withoutCause() {
        return Links.to(
                "/letters",
                fields().stream()
                        .filter(field -> !field.name().equals(Part.CAUSE.code()))
                        .toList());
    }

    @Nullable Instant from() {
        return (Instant) value(Part.FROM);
    }

    @Nullable Instant to() {
        return (Instant) value(Part.TO);
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
