package io.letsrun.events.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.events.cache.Lookup.Copy;
import io.letsrun.events.redis.AwayRedis;
import io.letsrun.events.upstream.EventsUpstream;
import io.letsrun.events.upstream.FakeUpstream;
import io.letsrun.events.upstream.MissingReason;
import io.letsrun.events.upstream.Requester;
import io.letsrun.events.upstream.UpstreamEvent;
import io.letsrun.events.upstream.UpstreamFailure;
import io.letsrun.events.upstream.UpstreamUser;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

class ReadThroughCacheTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final Clock clock = TestCaches.clockOf(time);
    private final FakeUpstream upstream = new FakeUpstream(time);
    private final ReadThroughCache<UpstreamEvent> events = shelves(Map.of()).events();

    @BeforeEach
    void anEvent() {
        upstream.user("u", 3);
        upstream.latency = Duration.ofMillis(500);
    }

    @Test
    void isAskedOnceWhileFresh() {
        fetch("u-e0");

        assertThat(peek("u-e0").isFresh(clock.millis())).isTrue();
        assertThat(value("u-e0").name()).isEqualTo("Run 0");
        assertThat(upstream.calls("u-e0")).isEqualTo(1);
    }

    @Test
    void aStaleCopyIsServedAtOnceAndRefreshedOnce() {
        fetch("u-e0");
        upstream.events.put("u-e0", new UpstreamEvent("u-e0", "New name", "u", null));
        time.advanceTimeBy(Duration.ofMinutes(5));

        for (int reader = 0; reader < 100; reader++) {
            assertThat(value("u-e0").name()).isEqualTo("Run 0");
            events.refresh(List.of("u-e0"));
        }
        time.advanceTimeBy(Duration.ofMillis(500));

        assertThat(value("u-e0").name()).isEqualTo("New name");
        assertThat(upstream.calls("u-e0")).isEqualTo(2);
    }

    @Test
    void aRefreshThatFailsKeepsTheStaleCopyAndRestsBeforeTheNext() {
        fetch("u-e0");
        time.advanceTimeBy(Duration.ofMinutes(5));
        upstream.down = MissingReason.FAILED;
        upstream.latency = Duration.ZERO;

        events.refresh(List.of("u-e0"));
        events.refresh(List.of("u-e0"));
        assertThat(upstream.calls("u-e0")).isEqualTo(2);
        time.advanceTimeBy(Duration.ofMillis(1_001));
        events.refresh(List.of("u-e0"));

        assertThat(upstream.calls("u-e0")).isEqualTo(3);
        assertThat(value("u-e0").name()).isEqualTo("Run 0");
    }

    @Test
    void noMoreIsRefreshedAtOnceThanThereIsRoomFor() {
        ReadThroughCache<UpstreamEvent> narrow =
                shelves(Map.of("letsrun.events.cache.refreshes", "2")).events();

        narrow.refresh(List.of("u-e0", "u-e1", "u-e2"));

        assertThat(upstream.inFlight()).isEqualTo(2);
        time.advanceTimeBy(Duration.ofMillis(500));
        narrow.refresh(List.of("u-e0", "u-e1", "u-e2"));
        assertThat(upstream.calls("u-e2")).isEqualTo(1);
    }

    @Test
    void aCopyIsNotServedBeyondItsStaleWindow() {
        fetch("u-e0");

        time.advanceTimeBy(Duration.ofHours(24).plusMinutes(5));

        assertThat(events.near("u-e0")).isNull();
    }

    @Test
    void whatIsUnknownIsAskedForAgainAfterAWhile() {
        fetch("nobody");
        assertThat(peek("nobody").value()).isNull();
        fetchQuickly("nobody");
        assertThat(upstream.calls("nobody")).isEqualTo(1);

        time.advanceTimeBy(Duration.ofSeconds(30));
        assertThat(events.near("nobody")).isNull();
        fetch("nobody");

        assertThat(upstream.calls("nobody")).isEqualTo(2);
    }

    @Test
    void whatWasMissedIsNotKept() {
        upstream.down = MissingReason.OPEN;
        upstream.retryAfter = Duration.ofSeconds(7);

        List<Lookup<UpstreamEvent>> held = fetch("u-e0");

        assertThat(held).containsExactly(new Lookup.Missing<>(MissingReason.OPEN, Duration.ofSeconds(7)));
        assertThat(events.near("u-e0")).isNull();
    }

    @Test
    void whoHasTimeLeftDoesNotSufferFromTheDeadlineOfWhoAskedFirst() {
        List<Sinks.One<Optional<UpstreamEvent>>> answers = new ArrayList<>();
        ReadThroughCache<UpstreamEvent> shelf = TestCaches.of(scripted(answers), AwayRedis.redis(), clock, Map.of())
                .events();
        List<Lookup<UpstreamEvent>> first = new ArrayList<>();
        List<Lookup<UpstreamEvent>> second = new ArrayList<>();
        shelf.fetch("e", Requester.within(LONG)).subscribe(first::add);
        shelf.fetch("e", Requester.within(LONG)).subscribe(second::add);
        assertThat(answers).hasSize(1);

        answers.get(0).tryEmitError(UpstreamFailure.deadline());
        assertThat(first).containsExactly(new Lookup.Missing<>(MissingReason.DEADLINE, null));
        assertThat(second).isEmpty();
        answers.get(1).tryEmitValue(Optional.of(new UpstreamEvent("e", "Run", "u", null)));

        assertThat(second).singleElement().isInstanceOf(Copy.class);
        assertThat(answers).hasSize(2);
    }

    @Test
    void whoseOwnTimeIsOverDoesNotAskAgain() {
        List<Sinks.One<Optional<UpstreamEvent>>> answers = new ArrayList<>();
        ReadThroughCache<UpstreamEvent> shelf = TestCaches.of(scripted(answers), AwayRedis.redis(), clock, Map.of())
                .events();
        List<Lookup<UpstreamEvent>> second = new ArrayList<>();
        shelf.fetch("e", Requester.within(LONG)).subscribe();
        shelf.fetch("e", Requester.within(Duration.ZERO)).subscribe(second::add);

        answers.get(0).tryEmitError(UpstreamFailure.deadline());

        assertThat(second).containsExactly(new Lookup.Missing<>(MissingReason.DEADLINE, null));
        assertThat(answers).hasSize(1);
    }

    @Test
    void aChangeWinsOverAFetchThatBeganBefore() {
        ReadThroughCache<UpstreamUser> users = shelves(Map.of()).users();
        users.fetch("u", Requester.within(LONG)).subscribe();
        time.advanceTimeBy(Duration.ofMillis(500));
        time.advanceTimeBy(Duration.ofSeconds(31));
        users.refresh(List.of("u"));

        users.change("u", user -> new UpstreamUser(user.id(), user.userName(), List.of("changed"), List.of()));
        time.advanceTimeBy(Duration.ofMillis(500));

        assertThat(Objects.requireNonNull(
                                Objects.requireNonNull(users.near("u")).value())
                        .events())
                .containsExactly("changed");
    }

    @Test
    void theLastOneToLeaveCancelsTheCall() {
        Disposable one = events.fetch("u-e0", Requester.within(LONG)).subscribe();
        Disposable other = events.fetch("u-e0", Requester.within(LONG)).subscribe();

        one.dispose();
        assertThat(upstream.cancelled()).isZero();
        other.dispose();

        assertThat(upstream.cancelled()).isEqualTo(1);
        assertThat(events.underWay()).isZero();
    }

    private UpstreamCaches shelves(Map<String, String> properties) {
        return TestCaches.of(upstream, AwayRedis.redis(), clock, properties);
    }

    private List<Lookup<UpstreamEvent>> fetch(String id) {
        List<Lookup<UpstreamEvent>> held = fetchQuickly(id);
        time.advanceTimeBy(upstream.latency);
        return held;
    }

    private List<Lookup<UpstreamEvent>> fetchQuickly(String id) {
        List<Lookup<UpstreamEvent>> held = new ArrayList<>();
        events.fetch(id, Requester.within(LONG)).subscribe(held::add);
        return held;
    }

    private Copy<UpstreamEvent> peek(String id) {
        return Objects.requireNonNull(events.near(id));
    }

    private UpstreamEvent value(String id) {
        return Objects.requireNonNull(peek(id).value());
    }

    /** An upstream whose events are answered by the test, call by call. */
    private static EventsUpstream scripted(List<Sinks.One<Optional<UpstreamEvent>>> answers) {
        return (EventsUpstream) Proxy.newProxyInstance(
                EventsUpstream.class.getClassLoader(),
                new Class<?>[] {EventsUpstream.class},
                (proxy, method, arguments) -> {
                    if (!method.getName().equals("event")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return Mono.defer(() -> {
                        Sinks.One<Optional<UpstreamEvent>> answer = Sinks.one();
                        answers.add(answer);
                        return answer.asMono();
                    });
                });
    }
}
