package io.letsrun.events.gather;

import io.letsrun.events.cache.Lookup;
import io.letsrun.events.cache.Lookup.Copy;
import io.letsrun.events.cache.Lookup.Missing;
import io.letsrun.events.cache.ReadThroughCache.Recalled;
import io.letsrun.events.cache.UpstreamCaches;
import io.letsrun.events.upstream.Requester;
import io.letsrun.events.upstream.UpstreamEvent;
import io.letsrun.events.upstream.UpstreamUser;
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
public record Gathering(UpstreamCaches caches, GatherProperties properties, Clock clock, Scheduler timer) {

    private static final int AT_ONCE = 50; // events that one command asks Redis for, which bounds its answer

    /**
     * Returns what there is when everything that is wanted has arrived, or when the time is over.
     *
     * @param wanted chooses, of the ids of the user's events, those that are needed
     * @param patience at most {@link GatherProperties#deadline}
     */
    public Mono<Gathered> gather(String userId, UnaryOperator<List<String>> wanted, Duration patience) {
        return Mono.defer(() -> {
            long start = timer.now(TimeUnit.NANOSECONDS);
            // Others may share the fetches, whose time is longer: this request leaves them by itself when its own
            // is over.
            Requester requester = Requester.within(properties.deadline());
            return caches.users()
                    .get(userId, requester)
                    .timeout(patience, Mono.just(Missing.late()), timer)
                    .flatMap(user -> {
                        Duration left = patience.minusNanos(timer.now(TimeUnit.NANOSECONDS) - start);
                        return events(user, wanted, requester, left);
                    });
        });
    }

    private Mono<Gathered> events(
            Lookup<UpstreamUser> user, UnaryOperator<List<String>> wanted, Requester requester, Duration patience) {
        return user instanceof Copy<UpstreamUser> copy && copy.value() != null
                ? events(wanted.apply(copy.value().events()), requester, patience)
                        .map(found -> new Gathered(user, found))
                : Mono.just(new Gathered(user, Map.of()));
    }

    private Mono<Map<String, Lookup<UpstreamEvent>>> events(
            Collection<String> wanted, Requester requester, Duration patience) {
        Map<String, Lookup<UpstreamEvent>> found = HashMap.newHashMap(wanted.size());
        Set<String> absent = new LinkedHashSet<>();
        for (String id : wanted) {
            if (!found.containsKey(id) && !absent.contains(id)) {
                @Nullable Copy<UpstreamEvent> near = caches.events().near(id);
                if (near == null) {
                    absent.add(id);
                } else {
                    found.put(id, near);
                }
            }
        }
        Mono<Map<String, Lookup<UpstreamEvent>>> all = absent.isEmpty()
                ? Mono.just(found)
                : arrivals(List.copyOf(absent), requester)
                        .takeUntilOther(Mono.delay(patience, timer))
                        .collect(() -> found, (map, arrival) -> map.put(arrival.id(), arrival.event()));
        return all.doOnNext(this::refreshStale);
    }

    /**
     * The window slides: flatMap asks for the next id whenever one of its fetches ends, whichever that is. flatMapSequential
     * does not, since what has arrived counts until everything before it has been passed on; order comes from the ids instead.
     */
    private Flux<Arrival> arrivals(List<String> ids, Requester requester) {
        return Flux.fromIterable(chunks(ids))
                .concatMap(caches.events()::inRedis, 0)
                .flatMap(recalled -> arrival(recalled, requester), properties.inFlight());
    }

    private Mono<Arrival> arrival(Recalled<UpstreamEvent> recalled, Requester requester) {
        return recalled.copy() == null
                ? caches.events().fetch(recalled.id(), requester).map(held -> new Arrival(recalled.id(), held))
                : Mono.just(new Arrival(recalled.id(), recalled.copy()));
    }

    private static List<List<String>> chunks(List<String> ids) {
        List<List<String>> chunks = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            chunks.add(ids.subList(from, Math.min(ids.size(), from + AT_ONCE)));
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
            caches.events().refresh(stale);
        }
    }

    private record Arrival(String id, Lookup<UpstreamEvent> event) {}

    /**
     * What a request's time was enough for.
     *
     * @param user if missing, there are no events either
     * @param byId of the events that were wanted, those that arrived, each as a copy or as missing
     */
    public record Gathered(Lookup<UpstreamUser> user, Map<String, Lookup<UpstreamEvent>> byId) {

        private static final Lookup<UpstreamEvent> LATE = Missing.late();

        /** Returns the event's copy, or why there is none: what has not arrived met the deadline. */
        public Lookup<UpstreamEvent> event(String id) {
            return byId.getOrDefault(id, LATE);
        }
    }
}
