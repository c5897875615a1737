package io.letsrun.events.gather;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.events.cache.Lookup;
import io.letsrun.events.cache.Lookup.Copy;
import io.letsrun.events.cache.TestCaches;
import io.letsrun.events.cache.UpstreamCaches;
import io.letsrun.events.gather.Gathering.Gathered;
import io.letsrun.events.redis.AwayRedis;
import io.letsrun.events.upstream.FakeUpstream;
import io.letsrun.events.upstream.MissingReason;
import io.letsrun.events.upstream.UpstreamEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.test.scheduler.VirtualTimeScheduler;

class GatheringTest {

    private static final Duration DEADLINE = Duration.ofSeconds(3);
    private static final UnaryOperator<List<String>> ALL = ids -> ids;

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final Clock clock = TestCaches.clockOf(time);
    private final FakeUpstream upstream = new FakeUpstream(time);
    private final UpstreamCaches shelves = TestCaches.of(upstream, AwayRedis.redis(), clock, Map.of());
    private final Gathering gathering = new Gathering(shelves, new GatherProperties(DEADLINE, 50), clock, time);
    private final List<Gathered> gathered = new ArrayList<>();

    @Test
    void takesTheTimeOfTheFullestSlotAndNoMore() {
        upstream.user("u", 200);
        slowEvents(200);

        gather("u", ALL, DEADLINE);
        time.advanceTimeBy(Duration.ofMillis(1_999));
        assertThat(gathered).isEmpty();
        time.advanceTimeBy(Duration.ofMillis(1));

        assertThat(events().byId()).hasSize(200);
        assertThat(upstream.peak()).isEqualTo(50);
    }

    /** With 50 in flight and a head that takes 2 s, the other 49 slots carry the rest: four rounds of 0.5 s, no waiting. */
    @Test
    void aSlowHeadHoldsUpNobodyBehindIt() {
        upstream.user("u", 197);
        slowEvents(197);
        upstream.latencies.put("u-e0", Duration.ofSeconds(2));

        gather("u", ALL, DEADLINE);
        time.advanceTimeBy(Duration.ofMillis(1_999));
        assertThat(upstream.calls()).isEqualTo(1 + 197);
        assertThat(upstream.inFlight()).isEqualTo(1 + 49);
        time.advanceTimeBy(Duration.ofMillis(1));

        assertThat(events().byId()).hasSize(197);
    }

    @Test
    void fetchesDuplicatesOnce() {
        upstream.user("u", 2);

        gather("u", ids -> List.of("u-e0", "u-e1", "u-e0", "u-e0"), DEADLINE);

        assertThat(upstream.calls("u-e0")).isEqualTo(1);
        assertThat(upstream.calls()).isEqualTo(3);
        assertThat(events().byId()).hasSize(2);
    }

    @Test
    void fetchesOnlyWhatIsWanted() {
        upstream.user("u", 10_000);

        gather("u", ids -> ids.subList(50, 100), DEADLINE);

        assertThat(upstream.calls()).isEqualTo(1 + 50);
        assertThat(events().byId()).hasSize(50).containsKey("u-e50");
    }

    @Test
    void aHundredRequestsAtOnceFetchEverythingOnce() {
        List<String> ids = upstream.user("u", 50);
        slowEvents(50);
        upstream.latencies.put("u", Duration.ofMillis(20));

        for (int request = 0; request < 100; request++) {
            gather("u", ALL, DEADLINE);
        }
        time.advanceTimeBy(Duration.ofMillis(520));

        assertThat(gathered).hasSize(100);
        assertThat(upstream.calls("u")).isEqualTo(1);
        assertThat(ids).allSatisfy(id -> assertThat(upstream.calls(id)).isEqualTo(1));
    }

    @Test
    void atTheDeadlineThereIsWhatArrived() {
        upstream.user("u", 50);
        slowEvents(50);
        upstream.latencies.put("u-e7", Duration.ofSeconds(10));

        gather("u", ALL, Duration.ofSeconds(1));
        time.advanceTimeBy(Duration.ofMillis(999));
        assertThat(gathered).isEmpty();
        time.advanceTimeBy(Duration.ofMillis(1));

        assertThat(events().byId()).hasSize(49);
        assertThat(events().event("u-e7")).isEqualTo(new Lookup.Missing<>(MissingReason.DEADLINE, null));
        assertThat(upstream.inFlight()).isZero();
        assertThat(upstream.cancelled()).isEqualTo(1);
    }

    @Test
    void theUserTakesFromTheSameTime() {
        upstream.user("u", 1);
        slowEvents(1);
        upstream.latencies.put("u", Duration.ofMillis(600));

        gather("u", ALL, Duration.ofSeconds(1));
        time.advanceTimeBy(Duration.ofSeconds(1));

        assertThat(events().event("u-e0")).isEqualTo(new Lookup.Missing<>(MissingReason.DEADLINE, null));
        assertThat(upstream.inFlight()).isZero();
    }

    @Test
    void withoutTheUserThereIsNoAnswer() {
        upstream.user("u", 1);
        upstream.latencies.put("u", Duration.ofSeconds(10));

        gather("u", ALL, Duration.ofSeconds(1));
        time.advanceTimeBy(Duration.ofSeconds(1));

        assertThat(gathered)
                .containsExactly(new Gathered(new Lookup.Missing<>(MissingReason.DEADLINE, null), Map.of()));
        assertThat(upstream.cancelled()).isEqualTo(1);
    }

    @Test
    void anImpatientRequestLeavesAPatientOneItsFlights() {
        upstream.user("u", 50);
        slowEvents(50);

        gather("u", ALL, Duration.ofMillis(100));
        gather("u", ALL, DEADLINE);
        time.advanceTimeBy(Duration.ofMillis(500));

        assertThat(gathered).hasSize(2);
        assertThat(gathered.getLast().byId()).hasSize(50);
        assertThat(upstream.cancelled()).isZero();
        assertThat(upstream.calls()).isEqualTo(1 + 50);
        assertThat(upstream.remaining).allMatch(remaining -> remaining.compareTo(Duration.ofSeconds(1)) > 0);
    }

    @Test
    void whoeverGoesAwayTakesTheirFetchesAlong() {
        upstream.user("u", 200);
        slowEvents(200);

        Disposable client = gather("u", ALL, DEADLINE);
        time.advanceTimeBy(Duration.ofMillis(500));
        assertThat(upstream.inFlight()).isEqualTo(50);
        client.dispose();
        time.advanceTimeBy(DEADLINE);

        assertThat(upstream.inFlight()).isZero();
        assertThat(upstream.cancelled()).isEqualTo(50);
        assertThat(upstream.calls()).isEqualTo(1 + 100);
    }

    @Test
    void tenThousandColdEventsAreAsManyAsTheTimeAllows() {
        upstream.user("u", 10_000);
        slowEvents(10_000);

        gather("u", ALL, DEADLINE);
        time.advanceTimeBy(DEADLINE);

        assertThat(events().byId()).hasSizeBetween(250, 300);
        assertThat(upstream.peak()).isEqualTo(50);
        assertThat(upstream.inFlight()).isZero();
    }

    @Test
    void whatIsStaleIsServedAtOnceAndRefreshedBehind() {
        upstream.user("u", 50);
        gather("u", ALL, DEADLINE);
        time.advanceTimeBy(Duration.ofMinutes(6));
        upstream.forgetCalls();
        slowEvents(50);

        gather("u", ALL, DEADLINE);

        assertThat(gathered).hasSize(2);
        assertThat(gathered.getLast().byId().values())
                .allSatisfy(held -> assertThat(((Copy<UpstreamEvent>) held).isFresh(clock.millis()))
                        .isFalse());
        assertThat(upstream.calls()).isEqualTo(1 + 50);
        assertThat(upstream.calls("u")).isEqualTo(1);
    }

    @Test
    void whatIsStaleIsServedWhileTheUpstreamIsDown() {
        upstream.user("u", 50);
        gather("u", ALL, DEADLINE);
        time.advanceTimeBy(Duration.ofMinutes(6));
        upstream.down = MissingReason.OPEN;

        gather("u", ALL, DEADLINE);

        assertThat(gathered).hasSize(2);
        assertThat(gathered.getLast().byId()).hasSize(50);
    }

    @Test
    void aDownUpstreamSaysWhenToComeBack() {
        upstream.down = MissingReason.OPEN;
        upstream.retryAfter = Duration.ofSeconds(9);

        gather("u", ALL, DEADLINE);

        assertThat(gathered)
                .containsExactly(
                        new Gathered(new Lookup.Missing<>(MissingReason.OPEN, Duration.ofSeconds(9)), Map.of()));
    }

    private void slowEvents(int count) {
        for (int i = 0; i < count; i++) {
            upstream.latencies.put("u-e" + i, Duration.ofMillis(500));
        }
    }

    private Disposable gather(String userId, UnaryOperator<List<String>> wanted, Duration patience) {
        return gathering.gather(userId, wanted, patience).subscribe(gathered::add);
    }

    private Gathered events() {
        assertThat(gathered).hasSize(1);
        return gathered.getFirst();
    }
}
