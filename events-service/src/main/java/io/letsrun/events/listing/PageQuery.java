package io.letsrun.events.listing;

import io.letsrun.events.listing.EventSort.Key;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a user's events is asked for, and in which form.
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

    static final int DEFAULT_LIMIT = 50;
    static final int MAX_LIMIT = 200;
    static final List<String> ALL_FIELDS = List.of("id", "name", "userId", "details");
    static final PageQuery FIRST = new PageQuery(DEFAULT_LIMIT, 0, null, EventSort.LISTED, "", "", ALL_FIELDS);

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
                : ids.stream()
                        .map(id -> new Key("", id))
                        .sorted(order)
                        .map(Key::id)
                        .toList();
    }

    <T> List<T> slice(List<T> all, int start) {
        int from = Math.min(start, all.size());
        return all.subList(from, (int) Math.min((long) from + limit, all.size()));
    }

    /** Returns where the page begins among all ids, in order. */
    private int start(List<String> ordered) {
        if (after == null) {
            return offset;
        }
        if (sort.comparator() == null) {
            int index = ordered.indexOf(after.id());
            return index < 0 ? after.offset() : index + 1;
        }
        return start(ordered.stream().map(id -> new Key("", id)).toList(), ordered);
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
            return after.offset();
        }
        Set<String> before = new HashSet<>(ordered.subList(0, index + 1));
        return (int) events.stream().filter(key -> before.contains(key.id())).count();
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
