package io.letsrun.console.search;

import io.letsrun.console.search.LetterFilter.Part;
import io.letsrun.console.web.Field;
import io.letsrun.console.web.Links;
import io.letsrun.console.web.UntrustedText;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * The filter's fields as somebody filled them in, right or wrong.
 *
 * @param fields those that are set, in the order of the form
 */
public record FilterForm(List<Field> fields) {

    private static final int WORDS = 200;

    /** What a browser's field for a time gives: UTC, as it is labelled. */
    private static final Pattern WITHOUT_ZONE =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?");

    public static FilterForm of(MultiValueMap<String, String> parameters) {
        return new FilterForm(Arrays.stream(Part.values())
                .map(Part::code)
                .filter(name -> parameters.getFirst(name) != null
                        && !String.valueOf(parameters.getFirst(name)).isBlank())
                .map(name -> new Field(name, String.valueOf(parameters.getFirst(name))))
                .toList());
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

    public LetterQuery query() {
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

    /** Returns a field as its input shows it; empty when it is not set. */
    public String value(String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .map(Field::value)
                .findFirst()
                .orElse("");
    }

    /** An input for a time shows nothing that has a zone in it. */
    public String time(String name) {
        String value = value(name);
        return value.endsWith("Z") ? value.substring(0, value.length() - 1) : value;
    }

    public List<String> states() {
        return Arrays.stream(LetterState.values()).map(LetterState::code).toList();
    }

    /** Returns where the same filter leads without a cause. */
    public String withoutCause() {
        return Links.to(
                "/letters",
                fields.stream().filter(field -> !field.name().equals("cause")).toList());
    }
}
