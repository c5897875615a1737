package io.letsrun.local.seed;

import io.letsrun.local.JsonApi;
import io.letsrun.local.Refusal;
import io.letsrun.local.process.Pause;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * One seed of events: adds what the upstream's own list of events lacks, looks at the list again, and goes on until nothing is
 * missing. So an event is sent again only when the list has shown that the call before has not added it.
 */
final class EventSeeding implements AutoCloseable {

    /** How long after a call broke the list is believed: the call may still have been at work. */
    private static final Duration SETTLED = Duration.ofSeconds(1);

    /** An event that the upstream shall have once: a user has no two of one name. */
    record WantedEvent(String userId, String name) {
        @Override
        public String toString() {
            return name + " of " + userId;
        }
    }

    /**
     * What became of it.
     *
     * @param present how many events were there before
     * @param added how many are there now because of this seed
     * @param refused those that the upstream will never take, by reason
     * @param missing those that are not known to be there, in words
     */
    record Report(
            int users, int present, int added, SortedMap<String, Long> refused, List<String> missing, Duration took) {

        boolean complete() {
            return refused.isEmpty() && missing.isEmpty();
        }
    }

    private final JsonApi upstream;
    private final Meter meter;
    private final Set<WantedEvent> added = ConcurrentHashMap.newKeySet();
    private final Set<WantedEvent> rejected = ConcurrentHashMap.newKeySet();
    private final SortedMap<String, Long> refused = new ConcurrentSkipListMap<>();
    private final AtomicReference<Duration> pause = new AtomicReference<>(SETTLED);

    EventSeeding(URI upstream, Meter meter) {
        this.upstream = new JsonApi(upstream);
        this.meter = meter;
    }

    /**
     * Adds what the upstream lacks.
     *
     * @param perUser how many events each user is to have
     * @param concurrency how many calls are under way at once
     * @param within when to give up
     */
    Report seed(List<String> users, int perUser, int concurrency, Duration within) {
        long began = System.nanoTime();
        long deadline = began + within.toNanos();
        List<String> all = users.stream().distinct().toList();
        Set<WantedEvent> there = look(deadline)
                .orElseThrow(() ->
                        new Refusal("The upstream at " + upstream.base() + " does not tell which events it has."));
        List<WantedEvent> open = new ArrayList<>(IntStream.rangeClosed(1, perUser)
                .mapToObj(number -> String.format(Locale.ROOT, "Seeded event %05d", number))
                .flatMap(name -> all.stream().map(user -> new WantedEvent(user, name)))
                .filter(event -> !there.contains(event))
                .toList());
        int wanted = all.size() * perUser;
        int present = wanted - open.size();
        meter.begin("events", wanted);
        meter.advance(present);
        while (!open.isEmpty() && isTime(deadline)) {
            new Workers(concurrency).each(open, event -> add(event, deadline));
            open.removeIf(event -> added.contains(event) || rejected.contains(event));
            if (!open.isEmpty()) {
                Pause.of(pause.getAndSet(SETTLED));
                look(deadline).ifPresent(seen -> open.removeIf(event -> seen.contains(event) && settle(event)));
            }
        }
        meter.end();
        List<String> missing = open.stream().map(WantedEvent::toString).sorted().toList();
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        return new Report(all.size(), present, added.size(), refused, missing, took);
    }

    /** Only 429 and 503 say that nothing was done; any other 5xx may have come after the event was added. */
    private void add(WantedEvent event, long deadline) {
        if (!isTime(deadline)) {
            return;
        }
        try {
            HttpResponse<String> response = upstream.send(upstream.to("/addEvent", Duration.ofSeconds(15))
                    .header("Content-Type", "application/json")
                    .POST(JsonApi.body(event)));
            int status = response.statusCode();
            if (status == 200 || status == 201) {
                settle(event);
            } else if (status < 500 && status != 429) {
                rejected.add(event);
                refused.merge("status " + status, 1L, Long::sum);
            } else {
                Duration asked = Backoff.asked(response);
                pause.accumulateAndGet(asked, (one, other) -> one.compareTo(other) > 0 ? one : other);
            }
        } catch (IOException e) {
            // The list will show whether the call has added it.
        }
    }

    private boolean settle(WantedEvent event) {
        meter.advance(1);
        return added.add(event);
    }

    /** Returns the events that are there; nothing when the upstream does not tell in time. */
    private Optional<Set<WantedEvent>> look(long deadline) {
        do {
            try {
                HttpResponse<String> response = upstream.send(upstream.to("/getEvents", Duration.ofSeconds(30)));
                JsonNode list = JsonApi.json(response);
                if (response.statusCode() == 200 && list.isArray()) {
                    Set<WantedEvent> events = new HashSet<>();
                    list.forEach(event -> events.add(new WantedEvent(
                            event.path("userId").asString(""),
                            event.path("name").asString(""))));
                    return Optional.of(events);
                }
            } catch (IOException e) {
                // It is asked again.
            }
            Pause.of(Duration.ofMillis(200));
        } while (isTime(deadline));
        return Optional.empty();
    }

    private static boolean isTime(long deadline) {
        return System.nanoTime() < deadline && !Thread.currentThread().isInterrupted();
    }

    @Override
    public void close() {
        upstream.close();
    }
}
