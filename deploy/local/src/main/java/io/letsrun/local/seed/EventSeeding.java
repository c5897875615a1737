package io.letsrun.local.seed;

import io.letsrun.local.Refusal;
import io.letsrun.local.process.Pause;
import io.letsrun.local.seed.EventUpstream.Addition;
import io.letsrun.local.seed.EventUpstream.WantedEvent;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One seed of events: what the upstream lacks is added, one call at a time for each event. A call that broke is repeated only
 * when the upstream's own list of events has shown that its event is not there.
 */
public final class EventSeeding {

    /** How long after a call broke the list is believed: it may still have been at work. */
    private static final Duration SETTLED = Duration.ofSeconds(1);

    private final List<String> users;
    private final List<WantedEvent> wanted;
    private final Meter meter;
    private final Backoff backoff = Backoff.within(Duration.ofMillis(50), Duration.ofSeconds(2));
    private final LongAdder added = new LongAdder();
    private final LongAdder retried = new LongAdder();
    private final LongAdder doubted = new LongAdder();
    private final ConcurrentSkipListMap<String, Long> refused = new ConcurrentSkipListMap<>();
    private final Queue<WantedEvent> gaveUp = new ConcurrentLinkedQueue<>();
    private final Queue<WantedEvent> inDoubt = new ConcurrentLinkedQueue<>();

    private EventSeeding(List<String> users, int perUser, Meter meter) {
        this.users = users.stream().distinct().toList();
        this.wanted = IntStream.rangeClosed(1, perUser)
                .mapToObj(number -> String.format(Locale.ROOT, "Seeded event %05d", number))
                .flatMap(name -> this.users.stream().map(user -> new WantedEvent(user, name)))
                .toList();
        this.meter = meter;
    }

    public static EventSeeding of(List<String> users, int perUser, Meter meter) {
        return new EventSeeding(users, perUser, meter);
    }

    /** Returns the ids of users who exist nowhere but at the upstream; the same each time. */
    public static Stream<String> synthetic(int users) {
        return IntStream.rangeClosed(1, users).mapToObj(SyntheticRuns::runner);
    }

    /** Returns the ids of the runners whom {@link Seeding#synthetic} makes up, and signs up those who have not. */
    public static List<String> signedUp(URI gateway, int runners, int concurrency, Meter meter) {
        Queue<String> users = new ConcurrentLinkedQueue<>();
        try (GatewayClient api = Seeding.patient(gateway)) {
            meter.begin("signups", runners);
            new Workers(concurrency).each(synthetic(runners).toList(), runner -> {
                users.add(api.signUp(runner).userId());
                meter.advance(1);
            });
            meter.end();
        }
        return users.stream().sorted().toList();
    }

    /**
     * Adds what the upstream lacks.
     *
     * @param concurrency how many calls are under way at once
     * @param within when to give up
     */
    public EventSeedReport into(URI upstream, int concurrency, Duration within) {
        long began = System.nanoTime();
        long deadline = began + within.toNanos();
        try (EventUpstream api = new EventUpstream(upstream)) {
            Set<WantedEvent> there = look(api, deadline)
                    .orElseThrow(
                            () -> new Refusal("The upstream at " + upstream + " does not tell which events it has."));
            List<WantedEvent> lacking = without(wanted, there);
            meter.begin("events", wanted.size());
            meter.advance(wanted.size() - lacking.size());
            add(lacking, api, new Workers(concurrency), deadline);
            meter.end();
            return report(wanted.size() - lacking.size(), Duration.ofNanos(System.nanoTime() - began));
        }
    }

    private void add(List<WantedEvent> lacking, EventUpstream api, Workers workers, long deadline) {
        workers.each(lacking, event -> add(event, api, deadline));
        while (!inDoubt.isEmpty() && isTime(deadline)) {
            Pause.of(SETTLED);
            Optional<Set<WantedEvent>> there = look(api, deadline);
            if (there.isPresent()) {
                List<WantedEvent> doubts = List.copyOf(inDoubt);
                inDoubt.clear();
                List<WantedEvent> still = without(doubts, there.get());
                settle(doubts.size() - still.size());
                retried.add(still.size());
                workers.each(still, event -> add(event, api, deadline));
            }
        }
    }

    private void add(WantedEvent event, EventUpstream api, long deadline) {
        for (int retry = 0; isTime(deadline); retry++) {
            retried.add(retry > 0 ? 1 : 0);
            switch (api.add(event)) {
                case Addition.Added yes -> {
                    settle(1);
                    return;
                }
                case Addition.InDoubt unknown -> {
                    doubted.increment();
                    inDoubt.add(event);
                    return;
                }
                case Addition.Refused no -> {
                    refused.merge(no.reason(), 1L, Long::sum);
                    return;
                }
                case Addition.NotYet later -> Pause.of(backoff.before(retry, later.retryAfter()));
            }
        }
        gaveUp.add(event);
    }

    private void settle(long events) {
        added.add(events);
        meter.advance(events);
    }

    private Optional<Set<WantedEvent>> look(EventUpstream api, long deadline) {
        Optional<Set<WantedEvent>> there = api.events();
        for (int retry = 0; there.isEmpty() && isTime(deadline); retry++) {
            Pause.of(backoff.before(retry, ""));
            there = api.events();
        }
        return there;
    }

    private EventSeedReport report(long present, Duration took) {
        return new EventSeedReport(
                users,
                wanted.size(),
                present,
                added.sum(),
                retried.sum(),
                doubted.sum(),
                refused,
                words(gaveUp),
                words(inDoubt),
                took);
    }

    private static List<String> words(Collection<WantedEvent> events) {
        return events.stream().map(WantedEvent::toString).sorted().toList();
    }

    private static List<WantedEvent> without(List<WantedEvent> events, Set<WantedEvent> there) {
        List<WantedEvent> lacking = new ArrayList<>(events);
        lacking.removeIf(there::contains);
        return lacking;
    }

    private static boolean isTime(long deadline) {
        return System.nanoTime() < deadline && !Thread.currentThread().isInterrupted();
    }
}
