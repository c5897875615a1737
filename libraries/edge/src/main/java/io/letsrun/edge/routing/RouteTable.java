package io.letsrun.edge.routing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * Maps paths to values. A segment such as {@code {id}} matches any segment that is not empty; a path without variables takes
 * precedence. Thread-safe once it is built.
 */
public final class RouteTable<T> {

    private final Map<String, Found<T>> exact = new HashMap<>();
    private final List<Pattern<T>> patterns = new ArrayList<>();

    public void put(String path, T value) {
        if (path.indexOf('{') < 0) {
            exact.put(path, new Found<>(value, Map.of()));
        } else {
            patterns.add(new Pattern<>(path.split("/", -1), value));
        }
    }

    /** @param path as it was sent, without the query */
    public @Nullable Found<T> find(String path) {
        Found<T> found = exact.get(path);
        if (found != null || patterns.isEmpty()) {
            return found;
        }
        String[] segments = path.split("/", -1);
        for (Pattern<T> pattern : patterns) {
            if (pattern.matches(segments)) {
                return new Found<>(pattern.value(), pattern.variables(segments));
            }
        }
        return null;
    }

    /** @param variables the values of the path's variables, decoded */
    public record Found<T>(T value, Map<String, String> variables) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Pattern<T>(String[] segments, T value) {

        boolean matches(String[] path) {
            if (path.length != segments.length) {
                return false;
            }
            for (int i = 0; i < path.length; i++) {
                if (isVariable(segments[i]) ? path[i].isEmpty() : !segments[i].equals(path[i])) {
                    return false;
                }
            }
            return true;
        }

        Map<String, String> variables(String[] path) {
            Map<String, String> variables = new HashMap<>();
            for (int i = 0; i < path.length; i++) {
                if (isVariable(segments[i])) {
                    String name = segments[i].substring(1, segments[i].length() - 1);
                    variables.put(name, StringUtils.uriDecode(path[i], StandardCharsets.UTF_8));
                }
            }
            return variables;
        }

        private static boolean isVariable(String segment) {
            return segment.startsWith("{");
        }
    }
}
