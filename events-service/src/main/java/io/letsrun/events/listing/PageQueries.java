package io.letsrun.events.listing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads query strings. Clients send the same few all day, so what was read once is remembered. */
final class PageQueries {

    private static final int REMEMBERED = 10_000;
    private static final int LONGEST = 1024;
    private static final int LONGEST_FILTER = 100;
    private static final String FILTER_ON_NAME = "name:";

    private final Cache<String, PageQuery> read =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /** @throws io.letsrun.edge.problem.Refused when something in it breaks a rule */
    PageQuery read(@Nullable String rawQuery) {
        if (rawQuery == null) {
            return PageQuery.FIRST;
        }
        return rawQuery.length() > LONGEST ? parse(rawQuery) : read.get(rawQuery, PageQueries::parse);
    }

    private static PageQuery parse(String rawQuery) {
        QueryReader parameters = new QueryReader(rawQuery);
        int limit = parameters.number("limit", 1, PageQuery.MAX_LIMIT, PageQuery.DEFAULT_LIMIT);
        EventSort sort = sort(parameters);
        String filter = filter(parameters);
        String filterKey = NameKey.of(filter);
        @Nullable PagePosition after = after(parameters, sort, filterKey);
        int offset = parameters.number("offset", 0, Integer.MAX_VALUE - PageQuery.MAX_LIMIT, 0);
        List<String> fields = fields(parameters);
        parameters.check();
        return new PageQuery(limit, offset, after, sort, filter, filterKey, fields);
    }

    private static EventSort sort(QueryReader parameters) {
        @Nullable String text = parameters.get("sort");
        if (text == null) {
            return EventSort.LISTED;
        }
        @Nullable EventSort sort = EventSort.named(text);
        if (sort == null) {
            parameters.wrong("sort", "unknown-value", "must be one of id, -id, name and -name");
            return EventSort.LISTED;
        }
        return sort;
    }

    private static String filter(QueryReader parameters) {
        @Nullable String text = parameters.get("filter");
        if (text == null) {
            return "";
        }
        int length = text.length() - FILTER_ON_NAME.length();
        if (!text.startsWith(FILTER_ON_NAME) || length < 1 || length > LONGEST_FILTER) {
            parameters.wrong("filter", "malformed", "must be name: and 1 to " + LONGEST_FILTER + " characters");
            return "";
        }
        return text.substring(FILTER_ON_NAME.length());
    }

    private static @Nullable PagePosition after(QueryReader parameters, EventSort sort, String filterKey) {
        @Nullable String text = parameters.get("cursor");
        if (text == null) {
            return null;
        }
        if (parameters.get("offset") != null) {
            parameters.wrong("cursor", "conflicting", "must not be given beside offset");
        }
        @Nullable PagePosition position = PagePosition.parse(text);
        if (position == null || position.order() != PagePosition.order(sort, filterKey)) {
            parameters.wrong("cursor", "malformed", "must be one that this service gave out for this sort and filter");
        }
        return position;
    }

    private static List<String> fields(QueryReader parameters) {
        @Nullable String text = parameters.get("fields");
        if (text == null) {
            return PageQuery.ALL_FIELDS;
        }
        Set<String> named =
                Arrays.stream(text.split(",", -1)).map(String::strip).collect(Collectors.toSet());
        if (!PageQuery.ALL_FIELDS.containsAll(named)) {
            parameters.wrong("fields", "unknown-value", "must name nothing but id, name, userId and details");
        }
        return PageQuery.ALL_FIELDS.stream().filter(named::contains).toList();
    }
}
