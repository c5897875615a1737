package io.letsrun.events.listing;

import io.letsrun.events.cache.Held;
import io.letsrun.events.cache.Held.Copy;
import io.letsrun.events.gather.Gathered;
import io.letsrun.events.upstream.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A page of what was gathered.
 *
 * @param total of the events that could be paged through: those the user has, or, with a filter, those that are known to
 *     fit it
 * @param missing why, by the ids of the events that could belong to the page and are not there
 * @param at of the oldest thing in it, in milliseconds since the epoch
 * @param freshUntil of the thing that becomes stale first
 */
record EventPage(PageQuery query, List<Event> items, int total, Map<String, String> missing, long at, long freshUntil) {

    private static final String UNKNOWN = "unknown";

    static EventPage of(PageQuery query, Gathered.Events gathered) {
        List<String> ids = Objects.requireNonNull(gathered.user().value()).events();
        List<String> wanted = query.needsAll() ? query.sorted(ids) : query.wanted(ids);
        List<Event> found = new ArrayList<>(wanted.size());
        Map<String, String> missing = new LinkedHashMap<>();
        long at = gathered.user().at();
        long freshUntil = gathered.user().freshUntil();
        for (String id : wanted) {
            Held<Event> held = gathered.event(id);
            if (held instanceof Copy<Event> copy) {
                at = Math.min(at, copy.at());
                freshUntil = Math.min(freshUntil, copy.freshUntil());
            }
            @Nullable Event event = held instanceof Copy<Event> copy ? copy.value() : null;
            if (event == null) {
                missing.put(id, why(held));
            } else if (query.accepts(event.name())) {
                found.add(event);
            }
        }
        return query.needsAll()
                ? new EventPage(query, chosen(query, found), total(query, ids, found), missing, at, freshUntil)
                : new EventPage(query, found, ids.size(), missing, at, freshUntil);
    }

    private static String why(Held<Event> held) {
        return switch (held) {
            case Copy<Event> copy -> UNKNOWN;
            case Held.Lost<Event> lost -> lost.reason().name().toLowerCase(Locale.ROOT);
        };
    }

    private static List<Event> chosen(PageQuery query, List<Event> found) {
        @Nullable Comparator<Event> order = query.sort().ofEvents();
        if (order != null) {
            found.sort(order);
        }
        return List.copyOf(query.slice(found));
    }

    private static int total(PageQuery query, List<String> ids, List<Event> found) {
        return query.filter().isEmpty() ? ids.size() : found.size();
    }

    boolean complete() {
        return missing.isEmpty();
    }

    boolean stale(long now) {
        return now >= freshUntil;
    }

    /** Returns where the next page begins; null on the last one. */
    @Nullable String next() {
        return query.endsBefore(total) ? Cursor.after(query).text() : null;
    }
}
