package io.letsrun.events.policy;

import static io.letsrun.events.policy.UpstreamFixture.missing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.letsrun.events.policy.UpstreamFixture.Missing;
import io.letsrun.events.upstream.AddOutcome;
import io.letsrun.events.upstream.AddOutcome.InDoubt;
import io.letsrun.events.upstream.AddOutcome.Invalid;
import io.letsrun.events.upstream.AddOutcome.Refused;
import io.letsrun.events.upstream.AddOutcome.Stored;
import io.letsrun.events.upstream.MissingReason;
import io.letsrun.events.upstream.Requester;
import io.letsrun.events.upstream.UpstreamEvent;
import io.letsrun.events.upstream.UpstreamList;
import io.letsrun.events.upstream.UpstreamUser;
import io.letsrun.simulator.SimulatorCounters;
import io.letsrun.simulator.knobs.AddPattern;
import io.letsrun.simulator.knobs.InjectedFault;
import io.letsrun.simulator.knobs.LatencyModel;
import io.letsrun.simulator.knobs.SimulatedOperation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** What the upstream does wrong, one by one, and how often it is asked. */
class UpstreamFaultsTest {

    private static final String ATTEMPTS = "retry.attempts";

    private UpstreamFixture rig = UpstreamFixture.with();

    private void rig(Object... settings) {
        rig.close();
        rig = UpstreamFixture.with(settings);
    }

    /** Whatever happened, nothing is left of it. */
    @AfterEach
    void leavesNothingBehind() {
        await().untilAsserted(() -> {
            assertThat(rig.simulator.counters().inFlight()).isZero();
            assertThat(rig.upstream.slots().taken()).isZero();
            assertThat(rig.upstream.slots().waiting()).isZero();
        });
        rig.close();
    }

    private void fail(SimulatedOperation operation, InjectedFault fault) {
        rig.knobs(knobs -> knobs.with(operation, behaviour -> behaviour.failing(fault, 1)));
    }

    /** The first calls of a process are its slowest. */
    private void connect(int connections) {
        Requester requester = Requester.within(UpstreamFixture.LONG);
        Flux.range(0, connections)
                .flatMap(i -> rig.upstream.event("nothing", requester), connections)
                .blockLast(UpstreamFixture.LONG);
    }

    private SimulatorCounters counters() {
        return rig.simulator.counters();
    }

    @Test
    void findsWhatThereIs() {
        String id = rig.simulator.user("a", 3).getFirst();

        assertThat(rig.event(id)).isEqualTo(Optional.of(new UpstreamEvent(id, "Parkrun 1", "a", "Number 1 of 3")));
        assertThat(UpstreamFixture.result(rig.upstream.user("a", Requester.within(UpstreamFixture.LONG))))
                .isInstanceOfSatisfying(
                        Optional.class,
                        found -> assertThat(((UpstreamUser) found.orElseThrow()).events())
                                .hasSize(3));
        assertThat(UpstreamFixture.result(rig.upstream.users(Requester.within(UpstreamFixture.LONG))))
                .isInstanceOfSatisfying(
                        Optional.class,
                        found -> assertThat(((UpstreamList<?>) found.orElseThrow()).items())
                                .hasSize(6));
        assertThat(UpstreamFixture.result(rig.upstream.events(Requester.within(UpstreamFixture.LONG))))
                .isInstanceOfSatisfying(
                        Optional.class,
                        found -> assertThat(((UpstreamList<?>) found.orElseThrow()).items())
                                .hasSize(10_254));
    }

    @Test
    void neverTakesWhatIsNotThereForAFailure() {
        for (int i = 0; i < 50; i++) {
            assertThat(rig.event("../nothing?" + i)).isEqualTo(Optional.empty());
        }

        assertThat(counters().calls(SimulatedOperation.EVENT)).isEqualTo(50);
        assertThat(rig.attempts("event", "unknown")).isEqualTo(50);
    }

    @ParameterizedTest
    @CsvSource({
        "DROP_BEFORE_HEADERS, FAILED, 2",
        "DROP_AFTER_HEADERS, FAILED, 2",
        "HALF_BODY, FAILED, 2",
        "SERVER_ERROR, FAILED, 2",
        "GARBAGE, MALFORMED, 1",
        "HANG, TIMEOUT, 2"
    })
    void saysWhatWentWrongAndAsksAgainWhereThatMayHelp(InjectedFault fault, MissingReason reason, int calls) {
        rig(ATTEMPTS, 2, "call-limit", "500ms");
        String id = rig.simulator.user("a", 1).getFirst();
        fail(SimulatedOperation.EVENT, fault);

        assertThat(rig.event(id)).isEqualTo(missing(reason));

        assertThat(counters().calls(SimulatedOperation.EVENT, id)).isEqualTo(calls);
        assertThat(rig.count("retries", "operation", "event")).isEqualTo(calls - 1);
        assertThat(rig.count(
                        "fates", "operation", "event", "fate", reason.name().toLowerCase(java.util.Locale.ROOT)))
                .isEqualTo(1);
    }

    @Test
    void closesTheConnectionOfACallThatTookTooLong() {
        rig(ATTEMPTS, 1, "call-limit", "100ms");
        fail(SimulatedOperation.EVENT, InjectedFault.HANG);

        rig.event("a");

        await().untilAsserted(() -> {
            assertThat(counters().cancelled()).isEqualTo(1);
            assertThat(counters().connections()).isZero();
        });
    }

    @Test
    void countsTheAskersOwnDeadlineForNothing() {
        fail(SimulatedOperation.EVENT, InjectedFault.HANG);

        for (int i = 0; i < 5; i++) {
            assertThat(UpstreamFixture.result(rig.upstream.event("a", Requester.within(Duration.ofMillis(50)))))
                    .isEqualTo(missing(MissingReason.DEADLINE));
        }

        assertThat(rig.count("retries", "operation", "event")).isZero();
        assertThat(rig.attempts("event", "cancelled")).isEqualTo(5);
        assertThat(rig.upstream.breakers()).allMatch(breaker -> breaker.isClosed());
    }

    @Test
    void asksNothingForWhoHasNoTimeLeft() {
        assertThat(UpstreamFixture.result(rig.upstream.event("a", Requester.within(Duration.ZERO))))
                .isEqualTo(missing(MissingReason.DEADLINE));

        assertThat(counters().calls(SimulatedOperation.EVENT)).isZero();
    }

    @Test
    void leavesNothingOfCallsThatNobodyWaitsForAnyMore() {
        rig("slots", 10);
        fail(SimulatedOperation.EVENT, InjectedFault.HANG);
        Requester requester = Requester.within(UpstreamFixture.LONG);
        Disposable page = Flux.range(0, 50)
                .flatMap(i -> rig.upstream.event("e" + i, requester), 50)
                .subscribe();
        await().until(() -> counters().inFlight() == 10);
        assertThat(rig.upstream.slots().waiting()).isEqualTo(40);

        page.dispose();

        assertThat(rig.upstream.slots().waiting()).isZero();
        await().untilAsserted(() -> {
            assertThat(rig.upstream.slots().taken()).isZero();
            assertThat(counters().cancelled()).isEqualTo(counters().calls(SimulatedOperation.EVENT));
            assertThat(counters().inFlight()).isZero();
            assertThat(counters().connections()).isZero();
        });
        // Ten, unless this thread was stopped between two of its cancellations for longer than a place stays taken.
        assertThat(counters().calls(SimulatedOperation.EVENT)).isBetween(10L, 20L);
    }

    @Test
    void reportsAConnectionThatIsRefused() {
        rig(ATTEMPTS, 2);
        rig.simulator.refuse();

        assertThat(rig.event("a")).isEqualTo(missing(MissingReason.FAILED));
        assertThat(rig.add(null)).isEqualTo(new Refused(MissingReason.FAILED, null));

        assertThat(rig.count("retries", "operation", "event")).isEqualTo(1);
        assertThat(rig.count("retries", "operation", "add")).isEqualTo(1); // no byte was sent
    }

    @Test
    void comesBackByItselfAfterAnOutage() {
        rig("breaker.calls", 3);
        String id = rig.simulator.user("a", 1).getFirst();
        rig.knobs(knobs -> knobs.down(true));
        assertThat(rig.event(id)).isEqualTo(missing(MissingReason.FAILED));
        assertThat(counters().calls(SimulatedOperation.EVENT)).isEqualTo(3);
        assertThat(rig.event(id)).isEqualTo(new Missing(MissingReason.OPEN, Duration.ofSeconds(5)));
        rig.clock.pass(Duration.ofMillis(5_001));
        assertThat(rig.event(id)).isEqualTo(missing(MissingReason.FAILED));

        rig.knobs(knobs -> knobs.down(false));

        rig.clock.pass(Duration.ofSeconds(4));
        assertThat(rig.event(id)).isEqualTo(new Missing(MissingReason.OPEN, Duration.ofSeconds(1)));
        rig.clock.pass(Duration.ofMillis(1_001));
        assertThat(rig.event(id)).isInstanceOf(Optional.class);
        assertThat(rig.event(id)).isInstanceOf(Optional.class);
        assertThat(counters().calls(SimulatedOperation.EVENT)).isEqualTo(6);
    }

    @Test
    void spendsNoRetryOnACallWhoseFailureOpenedTheBreaker() {
        rig(ATTEMPTS, 5, "breaker.calls", 3);
        fail(SimulatedOperation.EVENT, InjectedFault.SERVER_ERROR);

        assertThat(rig.event("a")).isEqualTo(missing(MissingReason.FAILED));

        assertThat(rig.count("retries", "operation", "event")).isEqualTo(2);
        assertThat(counters().calls(SimulatedOperation.EVENT)).isEqualTo(3);
    }

    @Test
    void refusesAtOnceWhereTooManyWait() {
        rig("slots", 1, "waiting", 1);
        fail(SimulatedOperation.EVENT, InjectedFault.HANG);
        Requester requester = Requester.within(UpstreamFixture.LONG);
        Disposable runs = rig.upstream.event("a", requester).subscribe();
        Disposable waits = rig.upstream.event("b", requester).subscribe();

        assertThat(rig.event("c")).isEqualTo(missing(MissingReason.BUSY));

        runs.dispose();
        waits.dispose();
        assertThat(rig.upstream.breakers()).allMatch(breaker -> breaker.isClosed());
    }

    @Test
    void neverRetriesMoreThanItsBudget() {
        rig("breaker.calls", 1_000, "retry.reserve", 10);
        rig.simulator.user("a", 1);
        rig.event("a:00001"); // keeps the rate below 100 %
        fail(SimulatedOperation.EVENT, InjectedFault.SERVER_ERROR);

        for (int i = 0; i < 200; i++) {
            rig.event("e" + i);
        }

        // ten at the start and a tenth for each of 199 calls: the first failing one found the reserve full
        assertThat(rig.count("retries", "operation", "event")).isEqualTo(29);
        assertThat(counters().calls(SimulatedOperation.EVENT)).isEqualTo(1 + 200 + 29);
        assertThat(rig.count("retries.denied", "operation", "event")).isEqualTo(195);
    }

    @Test
    void answersAPageWhileOneCallInAHundredIsSlow() {
        rig("call-limit", "1s", "slots", 50);
        rig.simulator.user("a", 200);
        connect(50);
        rig.knobs(knobs -> knobs.with(
                SimulatedOperation.EVENT, behaviour -> behaviour.taking(new LatencyModel.SlowShare(5, 0.01, 600))));
        Requester requester = Requester.within(UpstreamFixture.LONG);

        List<Optional<UpstreamEvent>> page = Flux.range(1, 200)
                .flatMapSequential(i -> rig.upstream.event("a:%05d".formatted(i), requester), 50)
                .collectList()
                .block(UpstreamFixture.LONG);

        assertThat(page).hasSize(200).allMatch(Optional.class::isInstance);
        assertThat((double) counters().calls(SimulatedOperation.EVENT))
                .isEqualTo(50 + 200 + rig.count("retries", "operation", "event"));
        assertThat(rig.attempts("event", "timeout")).isPositive();
        assertThat(counters().peakInFlight()).isLessThanOrEqualTo(50);
    }

    @Test
    void neverHasMoreUnderWayThanThereAreSlots() {
        rig("slots", 20);
        rig.simulator.user("a", 200);
        rig.knobs(knobs -> knobs.with(SimulatedOperation.EVENT, behaviour -> behaviour.taking(LatencyModel.fixed(20))));

        List<Optional<UpstreamEvent>> all = Flux.range(0, 10)
                .flatMap(request -> {
                    Requester requester = Requester.within(UpstreamFixture.LONG);
                    return Flux.range(1, 50).flatMap(i -> rig.upstream.event("a:%05d".formatted(i), requester), 50);
                })
                .collectList()
                .block(UpstreamFixture.LONG);

        assertThat(all).hasSize(500).allMatch(Optional.class::isInstance);
        assertThat(counters().peakInFlight()).isEqualTo(20);
        assertThat(counters().connections()).isEqualTo(20);
    }

    @Test
    void keepsTheFiveGoodTenBadPatternFromBeingAnOutageForAll() {
        rig.knobs(knobs -> knobs.with(new AddPattern(5, 10)));

        List<AddOutcome> first = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            first.add(rig.add("key-" + i));
        }

        assertThat(first.subList(0, 5)).allMatch(Stored.class::isInstance);
        assertThat(first.subList(5, 10)).containsOnly(new Refused(MissingReason.FAILED, null));
        assertThat(first.subList(10, 20)).containsOnly(new Refused(MissingReason.OPEN, Duration.ofSeconds(5)));
        assertThat(counters().calls(SimulatedOperation.ADD)).isEqualTo(10);

        // Five bad probes, then a good one that closes it; four more good calls, and six bad ones that open it; and
        // again.
        int stored = 5;
        for (int second = 0; second < 60; second++) { // ten callers each second, for a minute
            rig.clock.pass(Duration.ofMillis(1_001));
            long before = counters().calls(SimulatedOperation.ADD);
            for (int i = 0; i < 10; i++) {
                stored += rig.add(second + "-" + i) instanceof Stored ? 1 : 0;
            }
            if (second < 29) {
                assertThat(counters().calls(SimulatedOperation.ADD) - before).isEqualTo(second % 5 == 4 ? 1 : 0);
            }
        }

        assertThat(counters().calls(SimulatedOperation.ADD)).isEqualTo(10 + 5 + 1 + 10 + 4 + 1 + 10);
        assertThat(stored).isEqualTo(15);
        assertThat(counters().added("runner")).isEqualTo(stored);
    }

    @Test
    void neverSendsAnEventAgain() {
        fail(SimulatedOperation.ADD, InjectedFault.DROP_AFTER_HEADERS);

        assertThat(rig.add("key")).isEqualTo(new InDoubt(MissingReason.FAILED));

        assertThat(counters().calls(SimulatedOperation.ADD)).isEqualTo(1);
        assertThat(counters().added("runner")).isEqualTo(1);
    }

    @Test
    void sendsAnEventAgainWhereTheUpstreamKnowsItByItsKey() {
        rig("honours-idempotency-keys", true, "breaker.calls", 1_000);
        rig.knobs(knobs -> knobs.honouringIdempotencyKeys(true)
                .with(SimulatedOperation.ADD, behaviour -> behaviour.failing(InjectedFault.DROP_AFTER_HEADERS, 0.5)));

        List<AddOutcome> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(rig.add("key-" + i));
        }

        assertThat(counters().calls(SimulatedOperation.ADD)).isGreaterThan(6);
        assertThat(counters().added("runner")).isEqualTo(6);
        assertThat(all).hasSize(6).allMatch(added -> added instanceof Stored || added instanceof InDoubt);
    }

    @Test
    void doesNotSendAnEventWithoutAKeyAgainEvenThere() {
        rig("honours-idempotency-keys", true);
        connect(1); // what is reset is a connection that has served before
        fail(SimulatedOperation.ADD, InjectedFault.DROP_BEFORE_HEADERS);

        assertThat(rig.add(null)).isEqualTo(new InDoubt(MissingReason.FAILED));

        assertThat(counters().calls(SimulatedOperation.ADD)).isEqualTo(1);
    }

    @Test
    void isInDoubtAboutAnEventThatWasSentWhenTimeWasOver() {
        rig("call-limit", "500ms");
        fail(SimulatedOperation.ADD, InjectedFault.HANG);

        assertThat(rig.add("key")).isEqualTo(new InDoubt(MissingReason.TIMEOUT));
        assertThat(UpstreamFixture.block(rig.upstream.add(
                        new UpstreamEvent.Draft("runner", "x", null), null, Requester.within(Duration.ofMillis(400)))))
                .isEqualTo(new InDoubt(MissingReason.DEADLINE));
    }

    @Test
    void neverOpensForEventsThatTheUpstreamRefuses() {
        for (int i = 0; i < 30; i++) {
            assertThat(UpstreamFixture.block(rig.upstream.add(
                            new UpstreamEvent.Draft("", "", null), null, Requester.within(UpstreamFixture.LONG))))
                    .isEqualTo(new Invalid());
        }

        assertThat(counters().calls(SimulatedOperation.ADD)).isEqualTo(30);
    }
}
