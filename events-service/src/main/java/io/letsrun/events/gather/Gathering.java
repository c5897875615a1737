package io.letsrun.events.gather;

import io.letsrun.events.cache.KnownUser;
import io.letsrun.events.cache.Lookup;
import io.letsrun.events.cache.Lookup.Copy;
import io.letsrun.events.cache.ReadThroughCache;
import io.letsrun.events.cache.UpstreamCaches;
import io.letsrun.events.upstream.MissingReason;
import io.letsrun.events.upstream.Requester;
import io.letsrun.events.upstream.UpstreamEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Gathers a user and the events that a page needs: from this process, from Redis, and from the upstream. */
public final class Gathering {

    private static final int RECALLED_AT_ONCE = 200; // a page's events, by one command

    private final ReadThroughCache<KnownUser> users;
    private final ReadThroughCache<UpstreamEvent> events;
    private final GatherProperties properties;
    private final Clock clock;
    private final Scheduler timer;

    Gathering(UpstreamCaches shelves, GatherProperties properties, Clock clock, Scheduler timer) {
        this.users = shelves.users();
        this.events = shelves.events();
        this.properties = properties;
        this.clock = clock;
        this.timer = timer;
    }

    /**
     * Returns what there is when everything that is wanted has arrived, or when the time is over.
     *
     * @param wanted chooses, of the ids of the user's events, those that are needed
     * @param patience at most {@link GatherProperties#deadline}
     */
    public Mono<Gathered> gather(String userId, UnaryOperator<List<String>> wanted, Duration patience) {
        return Mono.defer(() -> {
            long start = timer.now(TimeUnit.NANOSECONDS);
            // The flights may carry others too, whose time is longer: this request leaves them by itself when its own
            // is over.
            Requester asker = Requester.within(properties.deadline());
            return user(userId, asker, patience).flatMap(held -> {
                Duration left = patience.minusNanos(timer.now(TimeUnit.NANOSECONDS) - start);
                return of(held, wanted, asker, left);
            });
        });
    }

    private Mono<Lookup<KnownUser>> user(String id, Requester asker, Duration patience) {
        @Nullable Copy<KnownUser> near = users.peek(id);
        if (near == null) {
            return users.find(id, asker)
                    .timeout(patience, Mono.just(new Lookup.Missing<>(MissingReason.DEADLINE, null)), timer);
        }
        if (!near.isFresh(clock.millis())) {
            users.refresh(List.of(id));
        }
        return Mono.just(near);
    }

    private Mono<Gathered> of(
            Lookup<KnownUser> held, UnaryOperator<List<String>> wanted, Requester asker, Duration patience) {
        return switch (held) {
            case Lookup.Missing<KnownUser> lost -> Mono.just(new Gathered.NoAnswer(lost.reason(), lost.retryAfter()));
            case Copy<KnownUser> copy ->
                copy.value() == null
                        ? Mono.just(new Gathered.NoSuchUser())
                        : events(wanted.apply(copy.value().events()), asker, patience)
                                .map(found -> new Gathered.Events(copy, found));
        };
    }

    private Mono<Map<String, Lookup<UpstreamEvent>>> events(
            Collection<String> wanted, Requester asker, Duration patience) {
        Map<String, Lookup<UpstreamEvent>> found = HashMap.newHashMap(wanted.size());
        Set<String> absent = new LinkedHashSet<>();
        for (String id : wanted) {
            if (!found.containsKey(id) && !absent.contains(id)) {
                @Nullable Copy<UpstreamEvent> near = events.peek(id);
                if (near == null) {
                    absent.add(id);
                } else {
                    found.put(id, near);
                }
            }
        }
        Mono<Map<String, Lookup<UpstreamEvent>>> all = absent.isEmpty()
                ? Mono.just(found)
                : arrivals(List.copyOf(absent), asker)
                        .takeUntilOther(Mono.delay(patience, timer))
                        .collect(() -> found, (map, arrival) -> map.put(arrival.id(), arrival.event()));
        return all.doOnNext(this::refreshStale);
    }

    /**
     * The window slides: flatMap asks for the next id whenever one of its fetches ends, whichever that is. flatMapSequential
     * does not, since what has arrived counts until everything before it has been passed on; order comes from the ids instead.
     */
    private Flux<Arrival> arrivals(List<String> ids, Requester asker) {
        return Flux.fromIterable(chunks(ids))
                .concatMap(events::recall, 0)
                .flatMap(recalled -> arrival(recalled, asker), properties.inFlight());
    }

    private Mono<Arrival> arrival(ReadThroughCache.Recalled<UpstreamEvent> recalled, Requester asker) {
        return recalled.copy() == null
                ? events.fetch(recalled.id(), asker).map(held -> new Arrival(recalled.id(), held))
                : Mono.just(new Arrival(recalled.id(), recalled.copy()));
    }

    private static List<List<String>> chunks(List<String> ids) {
        List<List<String>> chunks = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += RECALLED_AT_ONCE) {
            chunks.add(ids.subList(from, Math.min(ids.size(), from + RECALLED_AT_ONCE)));
        }
        return chunks;
    }

    private void refreshStale(Map<String, Lookup<UpstreamEvent>> found) {
        long now = clock.millis();
        List<String> stale = new ArrayList<>();
        found.forEach((id, held) -> {
            if (held instanceof Copy<UpstreamEvent> copy && !copy.isFresh(now)) {
                stale.add(id);
            }
        });
        if (!stale.isEmpty()) {
            events.refresh(stale);
        }
    }

    private record Arrival(String id, Lookup<UpstreamEvent> event) {}
}
