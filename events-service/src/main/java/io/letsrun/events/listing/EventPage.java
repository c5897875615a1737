package io.letsrun.events.listing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.letsrun.events.cache.Lookup;
import io.letsrun.events.cache.Lookup.Copy;
import io.letsrun.events.gather.Gathering.Gathered;
import io.letsrun.events.listing.EventSort.Key;
import io.letsrun.events.upstream.MissingReason;
import io.letsrun.events.upstream.UpstreamEvent;
import io.letsrun.events.upstream.UpstreamUser;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of what was gathered.
 *
 * @param offset of its first event
 * @param total of the events that could be paged through: those the user has, or, with a filter, those that are known to
 *     fit it
 * @param next the cursor of the next page; null on the last one
 * @param missing what could belong to the page and is not there
 * @param at of the oldest thing in it, in milliseconds since the epoch
 * @param freshUntil of the thing that becomes stale first
 */
record EventPage(
        PageQuery query,
        List<UpstreamEvent> items,
        int offset,
        int total,
        @Nullable String next,
        List<MissingEvent> missing,
        long at,
        long freshUntil) {

    private static final String UNKNOWN = "unknown";
    private static final int LARGE = 512 * 1024; // characters

    /**
     * An event that is not there.
     *
     * @param eventId empty where the upstream's list has something that is no id
     */
    record MissingEvent(
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String eventId, String reason) {}

    private record Placed(Key key, UpstreamEvent event) {}

    static EventPage of(PageQuery query, UpstreamUser user, Copy<?> copy, Gathered gathered) {
        List<String> wanted = query.wanted(user.events());
        List<Placed> found = new ArrayList<>(wanted.size());
        List<MissingEvent> missing = new ArrayList<>();
        user.unreadable().forEach(entry -> missing.add(new MissingEvent(entry, MissingReason.MALFORMED.label())));
        long at = copy.at();
        long freshUntil = copy.freshUntil();
        for (String id : wanted) {
            Lookup<UpstreamEvent> lookup = gathered.event(id);
            if (lookup instanceof Copy<UpstreamEvent> kept) {
                at = Math.min(at, kept.at());
                freshUntil = Math.min(freshUntil, kept.freshUntil());
            }
            @Nullable UpstreamEvent event = lookup instanceof Copy<UpstreamEvent> kept ? kept.value() : null;
            if (event == null) {
                missing.add(new MissingEvent(id, why(lookup)));
            } else if (query.accepts(event.name())) {
                found.add(new Placed(query.key(id, event.name()), event));
            }
        }
        boolean some = !query.needsAll(); // so the page was chosen by ids, before its events were known
        @Nullable Comparator<Key> order = query.sort().comparator();
        if (!some && order != null) {
            found.sort(Comparator.comparing(Placed::key, order));
        }
        int start = some
                ? query.start(query.ordered(user.events()))
                : query.start(found.stream().map(Placed::key).toList(), wanted);
        List<Placed> page = some ? found : query.slice(found, start);
        int end = start + (some ? wanted.size() : page.size());
        int total = query.filterKey().isEmpty() ? user.events().size() : found.size();
        boolean last = some
                ? wanted.isEmpty() || end >= total
                : page.isEmpty()
                        || end >= found.size()
                                && missing.size() == user.unreadable().size(); // or more may arrive
        @Nullable String next = last
                ? null
                : query.cursor(
                        some ? new Key("", wanted.getLast()) : page.getLast().key(), end);
        List<UpstreamEvent> items = page.stream().map(Placed::event).toList();
        return new EventPage(query, items, start, total, next, missing, at, freshUntil);
    }

    private static String why(Lookup<UpstreamEvent> lookup) {
        return switch (lookup) {
            case Copy<UpstreamEvent> copy -> UNKNOWN;
            case Lookup.Missing<UpstreamEvent> missing -> missing.reason().label();
        };
    }

    /** Returns whether the page is too large to be held as bytes too. */
    boolean isLarge() {
        long characters = 0;
        for (UpstreamEvent event : items) {
            characters += event.name().length()
                    + (event.details() == null ? 0 : event.details().length());
        }
        return characters > LARGE;
    }

    boolean complete() {
        return missing.isEmpty();
    }

    boolean stale(long now) {
        return now >= freshUntil;
    }
}
