package io.letsrun.console.search;

import io.letsrun.console.web.Field;
import io.letsrun.console.web.Links;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** The filter of a URL or a form, as its fields. */
public final class Filters {

    private static final List<String> NAMES =
            List.of("topic", "group", "exception", "text", "user", "from", "to", "state", "cause");

    /** What a browser's field for a time gives: UTC, as it is labelled. */
    private static final Pattern WITHOUT_ZONE =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?");

    private Filters() {}

    /** Returns the fields that are set, in the order of the form. */
    public static List<Field> fields(MultiValueMap<String, String> parameters) {
        return NAMES.stream()
                .flatMap(name -> Stream.ofNullable(parameters.getFirst(name))
                        .filter(value -> !value.isBlank())
                        .map(value -> new Field(name, value)))
                .toList();
    }

    public static LetterQuery query(List<Field> fields) {
        MultiValueMap<String, String> values = new LinkedMultiValueMap<>();
        fields.forEach(field -> values.add(field.name(), zoned(field.value())));
        return LetterQuery.of(values);
    }

    private static String zoned(String value) {
        if (!WITHOUT_ZONE.matcher(value).matches()) {
            return value;
        }
        return value.length() > "2026-11-21T06:00".length() ? value + 'Z' : value + ":00Z";
    }

    public static FilterForm form(List<Field> fields) {
        return new FilterForm(
                value(fields, "topic"),
                value(fields, "group"),
                value(fields, "exception"),
                value(fields, "text"),
                value(fields, "user"),
                time(value(fields, "from")),
                time(value(fields, "to")),
                value(fields, "state"),
                value(fields, "cause"),
                Links.to(
                        "/letters",
                        fields.stream()
                                .filter(field -> !field.name().equals("cause"))
                                .toList()));
    }

    /** A field for a time shows nothing with a zone in it. */
    private static String time(String value) {
        return value.endsWith("Z") ? value.substring(0, value.length() - 1) : value;
    }

    private static String value(List<Field> fields, String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .map(Field::value)
                .findFirst()
                .orElse("");
    }
}
