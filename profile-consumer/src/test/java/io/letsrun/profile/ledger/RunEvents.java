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

/** Runs as phones might send them: few runners, few runs, many versions, and now and then a deletion. */
final class RunEvents {

    private static final Instant BEGIN = Instant.parse("2020-01-01T06:00:00Z");

    private RunEvents() {}

    static RunRecorded run(UUID user, int run, long version, long distance, int elapsed) {
        Instant startedAt = startedAt(run);
        String client = "run-" + run;
        UUID id = RunId.of(user, client, startedAt);
        return new RunRecorded(
                user, id, client, version, startedAt, "Europe/Berlin", distance, elapsed, elapsed, 12.5, null);
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
}
