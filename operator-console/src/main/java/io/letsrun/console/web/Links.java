package io.letsrun.console.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Paths within the console, with their parameters encoded. */
public final class Links {

    private Links() {}

    /** Returns the path with those of the fields that have a value. */
    public static String to(String path, List<Field> fields) {
        String query = fields.stream()
                .filter(field -> !field.value().isEmpty())
                .map(field -> encoded(field.name()) + '=' + encoded(field.value()))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? path : path + '?' + query;
    }

    public static String to(String path, String name, String value) {
        return to(path, List.of(), name, value);
    }

    /** Returns the path with those of the fields, and of the one more, that have a value. */
    public static String to(String path, List<Field> fields, String name, String value) {
        return to(
                path,
                Stream.concat(fields.stream(), Stream.of(new Field(name, value)))
                        .toList());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
