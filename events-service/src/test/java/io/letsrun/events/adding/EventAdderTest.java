package io.letsrun.events.adding;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.edge.cache.AnswerInvalidation;
import io.letsrun.edge.problem.ProblemKind;
import io.letsrun.edge.problem.Refused;
import io.letsrun.events.cache.TestCaches;
import io.letsrun.events.cache.UpstreamCaches;
import io.letsrun.events.gather.GatherProperties;
import io.letsrun.events.redis.AwayRedis;
import io.letsrun.events.upstream.AddOutcome;
import io.letsrun.events.upstream.FakeUpstream;
import io.letsrun.events.upstream.MissingReason;
import io.letsrun.events.upstream.Requester;
import io.letsrun.events.upstream.UpstreamEvent;
import io.letsrun.events.upstream.UpstreamUser;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.test.scheduler.VirtualTimeScheduler;

class EventAdderTest {

    private static final Duration DEADLINE = Duration.ofSeconds(3);
    private static final String USER = "00000000-0000-4000-8000-000000000001";
    private static final UpstreamEvent.Draft RUN = new UpstreamEvent.Draft(USER, "Morning run", null);

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final Clock clock = TestCaches.clockOf(time);
    private final FakeUpstream upstream = new FakeUpstream(time);
    private final UpstreamCaches shelves = TestCaches.of(upstream, AwayRedis.redis(), clock, Map.of());
    private final IdempotencyKeys keys =
            new IdempotencyKeys(AwayRedis.redis(), clock, new GatherProperties(DEADLINE, 50));
    private final EventAdder adding = new EventAdder(
            upstream,
            shelves,
            keys,
            new AnswerInvalidation(AwayRedis.redis(), "events-service", clock, new SimpleMeterRegistry()));
    private final List<UpstreamEvent> added = new ArrayList<>();
    private final List<Refused> refused = new ArrayList<>();

    @Test
    void theSameKeyGivesTheSameEventForADay() {
        add(RUN, "k");
        time.advanceTimeBy(Duration.ofHours(23));
        add(RUN, "k");

        assertThat(added).hasSize(2).allMatch(added.getFirst()::equals);
        assertThat(upstream.calls("add")).isEqualTo(1);
        assertThat(upstream.keys).containsExactly("k");

        time.advanceTimeBy(Duration.ofHours(2));
        add(RUN, "k");
        assertThat(upstream.calls("add")).isEqualTo(2);
    }

    @Test
    void withoutAKeyEveryRequestIsAnEvent() {
        add(RUN, null);
        add(RUN, null);

        assertThat(added).extracting(UpstreamEvent::id).containsExactly("new-1", "new-2");
    }

    @Test
    void twoUsersMayHaveTheSameKey() {
        add(RUN, "k");
        add(new UpstreamEvent.Draft("other", "Morning run", null), "k");

        assertThat(upstream.calls("add")).isEqualTo(2);
    }

    @Test
    void aKeyIsForOneEvent() {
        add(RUN, "k");
        add(new UpstreamEvent.Draft(USER, "Evening run", null), "k");

        assertThat(statuses()).containsExactly(422);
        assertThat(upstream.calls("add")).isEqualTo(1);
    }

    @Test
    void aKeyThatIsUnderWayIsNotSentAgain() {
        upstream.latency = Duration.ofSeconds(1);
        add(RUN, "k");
        add(RUN, "k");

        assertThat(statuses()).containsExactly(409);
        time.advanceTimeBy(Duration.ofSeconds(1));
        add(RUN, "k");

        assertThat(added).hasSize(2);
        assertThat(upstream.calls("add")).isEqualTo(1);
    }

    @Test
    void aKeyInDoubtIsNotSentAgain() {
        upstream.nextAdded = new AddOutcome.InDoubt(MissingReason.TIMEOUT);
        add(RUN, "k");
        upstream.nextAdded = null;
        add(RUN, "k");

        assertThat(statuses()).containsExactly(502, 502);
        assertThat(refused).allMatch(refusal -> refusal.problem().kind() == ProblemKind.IN_DOUBT);
        assertThat(upstream.calls("add")).isEqualTo(1);
    }

    @Test
    void aKeyWhoseEventWasRefusedMayBeSentAgain() {
        upstream.nextAdded = new AddOutcome.Refused(MissingReason.OPEN, Duration.ofSeconds(9));
        add(RUN, "k");
        assertThat(statuses()).containsExactly(503);
        assertThat(refused.getFirst().problem().headers().get("Retry-After")).isEqualTo("9");

        upstream.nextAdded = null;
        add(RUN, "k");

        assertThat(added).hasSize(1);
        assertThat(upstream.calls("add")).isEqualTo(2);
    }

    @Test
    void whatTheUpstreamRefusesForGoodIsInvalid() {
        upstream.nextAdded = new AddOutcome.Invalid();

        add(RUN, null);

        assertThat(statuses()).containsExactly(422);
    }

    @Test
    void theNextLookShowsItWithoutAnotherQuestion() {
        upstream.user(USER, 2);
        shelves.users().fetch(USER, Requester.within(DEADLINE)).subscribe();

        add(RUN, null);

        assertThat(user().events()).containsExactly(USER + "-e0", USER + "-e1", "new-1");
        assertThat(Objects.requireNonNull(shelves.events().near("new-1")).value())
                .isEqualTo(added.getFirst());
        assertThat(upstream.calls(USER)).isEqualTo(1);
        assertThat(upstream.calls("new-1")).isZero();
    }

    @Test
    void whatIsInDoubtMakesTheNextLookAskAgain() {
        upstream.user(USER, 2);
        shelves.users().fetch(USER, Requester.within(DEADLINE)).subscribe();
        upstream.nextAdded = new AddOutcome.InDoubt(MissingReason.FAILED);

        add(RUN, null);

        assertThat(shelves.users().near(USER)).isNull();
    }

    @Test
    void aClientWhoGoesAwayDoesNotCutItShort() {
        upstream.latency = Duration.ofSeconds(1);

        add(RUN, "k").dispose();
        time.advanceTimeBy(Duration.ofSeconds(1));
        add(RUN, "k");

        assertThat(upstream.cancelled()).isZero();
        assertThat(added).extracting(UpstreamEvent::id).containsExactly("new-1");
        assertThat(upstream.calls("add")).isEqualTo(1);
    }

    private Disposable add(UpstreamEvent.Draft event, @Nullable String key) {
        return adding.add(event, key, DEADLINE).subscribe(added::add, failure -> refused.add((Refused) failure));
    }

    private List<Integer> statuses() {
        return refused.stream()
                .map(refusal -> refusal.problem().kind().status())
                .toList();
    }

    private UpstreamUser user() {
        return Objects.requireNonNull(
                Objects.requireNonNull(shelves.users().near(USER)).value());
    }
}
