package io.letsrun.observability;

import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A PromQL expression of a rule or a dashboard. */
record Expression(String text) {

    /** Strings, label matchers, ranges, and what is grouped by: there are names in them, but not of metrics. */
    private static final Pattern NO_METRICS = Pattern.compile(
            "\"[^\"]*\"|\\{[^}]*}|\\[[^]]*]" + "|\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");

    private static final Pattern NAME = Pattern.compile("(?<![\\w:$.])[a-zA-Z_:][\\w:]*(?![\\w:]*\\s*\\()");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");

    Set<String> metrics() {
        // Strings first: a matcher's value may hold a brace.
        String bare = NO_METRICS.matcher(text.replaceAll("\"[^\"]*\"", "\"\"")).replaceAll(" ");
        return NAME.matcher(bare)
                .results()
                .map(MatchResult::group)
                .filter(name -> !WORDS.contains(name))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** With a value for each of Grafana's variables, as Prometheus would get it. */
    Expression resolved() {
        return new Expression(text.replace("$__rate_interval", "20s")
                .replace("$__range", "15m")
                .replaceAll("\\$\\{?[a-z]+}?", ".+"));
    }
}
