package io.letsrun.console.web;

import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** A filter that was kept as JSON, in words: {@code topic letsrun.runs, text "out of range"}. */
public final class FilterWords {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int PART = 200;

    private FilterWords() {}

    public static String of(String json) {
        String words = JSON.readTree(json).properties().stream()
                .filter(part -> !part.getValue().isNull())
                .map(part -> part.getKey() + " \""
                        + UntrustedText.text(part.getValue().asString(), PART) + '"')
                .collect(Collectors.joining(", "));
        return words.isEmpty() ? "any filter" : words;
    }
}
