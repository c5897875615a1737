package io.letsrun.events.listing;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which part of a user's events is asked for, and in which form.
 *
 * @param filter what names must contain, in lower case; empty for all
 */
record PageQuery(int limit, int offset, EventSort sort, String filter, Set<EventField> fields) {

    static final int DEFAULT_LIMIT = 50;
    static final int MAX_LIMIT = 200;
    static final Set<EventField> ALL_FIELDS = Set.copyOf(EnumSet.allOf(EventField.class));
    static final PageQuery FIRST = new PageQuery(DEFAULT_LIMIT, 0, EventSort.LISTED, "", ALL_FIELDS);

    /** Returns whether all events must be known before it is known which are on the page. */
    boolean needsAll() {
        return sort.ofEvents() != null || !filter.isEmpty();
    }

    /** Returns, of the ids of all events, those of the events that must be fetched; in order, unless all must be. */
    List<String> wanted(List<String> ids) {
        return needsAll() ? ids : slice(sorted(ids));
    }

    List<String> sorted(List<String> ids) {
        if (sort.ofIds() == null) {
            return ids;
        }
        List<String> sorted = new ArrayList<>(ids);
        sorted.sort(sort.ofIds());
        return sorted;
    }

    <T> List<T> slice(List<T> all) {
        int from = Math.min(offset, all.size());
        return all.subList(from, (int) Math.min((long) from + limit, all.size()));
    }

    boolean accepts(String name) {
        return filter.isEmpty() || name.toLowerCase(Locale.ROOT).contains(filter);
    }

    /** Returns whether something follows this page, when there are that many. */
    boolean endsBefore(int total) {
        return (long) offset + limit < total;
    }
}
