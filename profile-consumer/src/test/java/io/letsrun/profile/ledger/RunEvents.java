package io.letsrun.profile.ledger;

import io.letsrun.contracts.run.RunDeleted;
import io.letsrun.contracts.run.RunEvent;
import io.letsrun.contracts.run.RunId;
import io.letsrun.contracts.run.RunRecorded;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Runs as phones might send them: few runners, few runs, many versions, and now and then a deletion. */
final class RunEvents {

    private static final Instant BEGIN = Instant.parse("2020-01-01T06:00:00Z");
    private static final UUID ONE = RunId.of(new UUID(0, 0), "one", BEGIN);

    private RunEvents() {}

    static RunRecorded run(UUID user, int run, long version, long distance, int elapsed) {
        Instant startedAt = startedAt(run);
        String client = "run-" + run;
        UUID id = RunId.of(user, client, startedAt);
        return new RunRecorded(
                user, id, client, version, startedAt, 60, "Europe/Berlin", distance, elapsed, elapsed, 12.5, null);
    }

    static RunDeleted deletion(UUID user, int run, long version) {
        return new RunDeleted(user, RunId.of(user, "run-" + run, startedAt(run)), version);
    }

    /** One in each month. */
    private static Instant startedAt(int run) {
        return BEGIN.plusSeconds(run * 31L * 86_400);
    }

    static Arbitrary<List<RunEvent>> anyOf(List<UUID> users) {
        Arbitrary<RunEvent> event = Combinators.combine(
                        Arbitraries.of(users),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.longs().between(1, 4),
                        Arbitraries.longs().between(1_000, 1_003),
                        Arbitraries.integers().between(600, 602),
                        Arbitraries.integers().between(0, 5))
                .as((user, run, version, distance, elapsed, kind) ->
                        kind == 0 ? deletion(user, run, version) : run(user, run, version, distance, elapsed));
        return event.list().ofMinSize(1).ofMaxSize(60);
    }

    /** What a faulty phone, or a foreign producer, says of one version of one run: each field may be there or not. */
    static Arbitrary<RunEvent> oneVersionOf(UUID user) {
        Arbitrary<RunEvent> recorded = Combinators.combine(
                        Arbitraries.of(5_000, 5_001),
                        Arbitraries.of(0, 600).injectNull(0.4),
                        Arbitraries.of(-0.0, 0.0, 0.1, 12.5).injectNull(0.4),
                        Arbitraries.of(120.0, 120.5).injectNull(0.4),
                        Arbitraries.of(-90, 0, 60).injectNull(0.4),
                        Arbitraries.of("Europe/Berlin", "europe/berlin", "\uFFFD", "\uD83D\uDC5F")
                                .injectNull(0.4),
                        Arbitraries.of("a", "B", "\uFFFD", "\uD83D\uDC5F"))
                .as((distance, moving, elevation, heartRate, offset, zone, client) -> new RunRecorded(
                        user, ONE, client, 1, BEGIN, offset, zone, distance, 600, moving, elevation, heartRate));
        return Arbitraries.frequencyOf(
                Tuple.of(9, recorded), Tuple.of(1, Arbitraries.just(new RunDeleted(user, ONE, 1))));
    }
}
