package io.letsrun.console.search;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.letsrun.console.search.LetterFilter.Part;
import io.letsrun.edge.problem.Refused;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * A filter as it stands in a URL or in JSON: every part a text, an empty one the same as none. In a URL unknown parts are
 * somebody else's. In JSON they are refused: a part that was mistyped would otherwise mean more letters than were meant.
 */
public record LetterQuery(Map<String, @Nullable String> texts) {

    /** Returns the names of a filter's parts in a URL, with those of other parameters. */
    public static Set<String> parametersAnd(String... others) {
        Set<String> all = new TreeSet<>(List.of(others));
        for (Part part : Part.values()) {
            all.add(part.code());
        }
        return Set.copyOf(all);
    }

    /** Reads the parameters of a URL. */
    public static LetterQuery of(MultiValueMap<String, String> parameters) {
        return new LetterQuery(parameters.toSingleValueMap());
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static LetterQuery of(Map<String, @Nullable String> texts) {
        return new LetterQuery(texts);
    }

    /**
     * Returns the filter of a URL.
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
        TreeSet<String> unknown = new TreeSet<>(texts.keySet());
        for (Part part : Part.values()) {
            unknown.remove(part.code());
        }
        if (!unknown.isEmpty()) {
            throw Refused.invalid(pointer + "/" + unknown.first(), "unknown-field", "must be a part of a filter");
        }
        return filter(pointer + "/");
    }

    private LetterFilter filter(String at) {
        Map<Part, String> parts = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            String text = texts.get(part.code());
            if (text != null && !text.isBlank()) {
                if (part.value(text) == null) {
                    throw Refused.invalid(at + part.code(), "malformed", part.rule());
                }
                parts.put(part, text);
            }
        }
        return new LetterFilter(parts);
    }
}
