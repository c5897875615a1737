package io.letsrun.events.listing;

import io.letsrun.events.cache.Lookup;
import io.letsrun.events.cache.Lookup.Copy;
import io.letsrun.events.gather.Gathered;
import io.letsrun.events.upstream.UpstreamEvent;
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
record EventPage(
        PageQuery query, List<UpstreamEvent> items, int total, Map<String, String> missing, long at, long freshUntil) {

    private static final String UNKNOWN = "unknown";

    static EventPage of(PageQuery query, Gathered.Events gathered) {
        List<String> ids = Objects.requireNonNull(gathered.user().value()).events();
        List<String> wanted = query.needsAll() ? query.sorted(ids) : query.wanted(ids);
        List<UpstreamEvent> found = new ArrayList<>(wanted.size());
        Map<String, String> missing = new LinkedHashMap<>();
        long at = gathered.user().at();
        long freshUntil = gathered.user().freshUntil();
        for (String id : wanted) {
            Lookup<UpstreamEvent> held = gathered.event(id);
            if (held instanceof Copy<UpstreamEvent> copy) {
                at = Math.min(at, copy.at());
                freshUntil = Math.min(freshUntil, copy.freshUntil());
            }
            @Nullable UpstreamEvent event = held instanceof Copy<UpstreamEvent> copy ? copy.value() : null;
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

    private static String why(Lookup<UpstreamEvent> held) {
        return switch (held) {
            case Copy<UpstreamEvent> copy -> UNKNOWN;
            case Lookup.Missing<UpstreamEvent> lost -> lost.reason().name().toLowerCase(Locale.ROOT);
        };
    }

    private static List<UpstreamEvent> chosen(PageQuery query, List<UpstreamEvent> found) {
        @Nullable Comparator<UpstreamEvent> order = query.sort().ofEvents();
        if (order != null) {
            found.sort(order);
        }
        return List.copyOf(query.slice(found));
    }

    private static int total(PageQuery query, List<String> ids, List<UpstreamEvent> found) {
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
        return query.endsBefore(total) ? PagePosition.after(query).text() : null;
    }
}
