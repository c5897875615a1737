package io.letsrun.events.listing;

import io.letsrun.edge.http.QueryReader;
import io.letsrun.events.listing.EventSort.Key;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * Which part of a list is asked for, and in which form.
 *
 * @param offset of the first event; 0 where a cursor tells it
 * @param after where the page begins; null unless a cursor tells it
 * @param filter what names must contain, as the client wrote it; empty for all
 * @param filterKey the same as it is compared
 * @param fields of an event that are wanted, in the order of {@link #ALL_FIELDS}
 */
record PageQuery(
        int limit,
        int offset,
        @Nullable PagePosition after,
        EventSort sort,
        String filter,
        String filterKey,
        List<String> fields) {

    static final List<String> ALL_FIELDS = List.of("id", "name", "userId", "details");

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;
    private static final int LONGEST_FILTER = 100;
    private static final String FILTER_ON_NAME = "name:";

    /** @throws io.letsrun.edge.problem.Refused when something in it breaks a rule */
    static PageQuery read(MultiValueMap<String, String> query) {
        QueryReader parameters = new QueryReader(query);
        int limit = parameters.number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        EventSort sort = sort(parameters);
        String filter = filter(parameters);
        String filterKey = NameKey.of(filter);
        @Nullable PagePosition after = after(parameters, sort, filterKey);
        int offset = parameters.number("offset", 0, Integer.MAX_VALUE - MAX_LIMIT, 0);
        List<String> fields = fields(parameters);
        parameters.check();
        return new PageQuery(limit, offset, after, sort, filter, filterKey, fields);
    }

    private static EventSort sort(QueryReader parameters) {
        @Nullable String text = parameters.get("sort");
        @Nullable EventSort sort = text == null ? EventSort.LISTED : EventSort.named(text);
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
            return ALL_FIELDS;
        }
        Set<String> named =
                Arrays.stream(text.split(",", -1)).map(String::strip).collect(Collectors.toSet());
        if (!ALL_FIELDS.containsAll(named)) {
            parameters.wrong("fields", "unknown-value", "must name nothing but id, name, userId and details");
        }
        return ALL_FIELDS.stream().filter(named::contains).toList();
    }

    /** Returns whether all events must be known before it is known which are on the page. */
    boolean needsAll() {
        return sort.isByName() || !filterKey.isEmpty();
    }

    /** Returns, of the ids of all events, those of the events that must be fetched; in order, unless names decide. */
    List<String> wanted(List<String> ids) {
        List<String> ordered = ordered(ids);
        return needsAll() ? ordered : slice(ordered, start(ordered));
    }

    /** Returns the ids in order, as far as they tell it. */
    List<String> ordered(List<String> ids) {
        @Nullable Comparator<Key> order = sort.isByName() ? null : sort.comparator();
        return order == null
                ? ids
                : keys(ids).stream().sorted(order).map(Key::id).toList();
    }

    private static List<Key> keys(List<String> ids) {
        return ids.stream().map(id -> new Key("", id)).toList();
    }

    <T> List<T> slice(List<T> all, int start) {
        int from = Math.min(start, all.size());
        return all.subList(from, (int) Math.min((long) from + limit, all.size()));
    }

    /** Returns where the page begins among all ids, in order. */
    int start(List<String> ordered) {
        return after == null ? offset : start(keys(ordered), ordered);
    }

    /**
     * Returns where the page begins among some events, in order: behind all that stand before its position.
     *
     * @param ordered all ids, in the order that is asked for as far as ids tell it
     */
    int start(List<Key> events, List<String> ordered) {
        if (after == null) {
            return offset;
        }
        @Nullable Comparator<Key> order = sort.comparator();
        if (order != null) {
            Key last = new Key(after.name(), after.id());
            return (int)
                    events.stream().filter(key -> order.compare(key, last) <= 0).count();
        }
        int index = ordered.indexOf(after.id());
        if (index < 0) {
            return Math.min(after.offset(), ordered.size());
        }
        int before = 0;
        for (String id : ordered.subList(0, index + 1)) {
            if (before < events.size() && events.get(before).id().equals(id)) {
                before++;
            }
        }
        return before;
    }

    /** Returns the place of an event in the order. */
    Key key(String id, String name) {
        return new Key(sort.isByName() ? NameKey.sorted(name) : "", id);
    }

    /** Returns the cursor of the page that begins behind that event. */
    String cursor(Key last, int next) {
        return new PagePosition(PagePosition.order(sort, filterKey), next, last.id(), last.name()).text();
    }

    boolean accepts(String name) {
        return filterKey.isEmpty() || NameKey.of(name).contains(filterKey);
    }
}
