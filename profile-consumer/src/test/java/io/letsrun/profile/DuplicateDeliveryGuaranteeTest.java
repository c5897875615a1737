package io.letsrun.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.contracts.event.Event;
import io.letsrun.contracts.event.Topics;
import io.letsrun.contracts.run.RunDeleted;
import io.letsrun.contracts.run.RunId;
import io.letsrun.contracts.run.RunRecorded;
import io.letsrun.contracts.signup.SignupAccepted;
import io.letsrun.testing.RandomUsers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;

/** Promises 2 and 3, as far as runs go: sending again changes nothing, and order does not matter. */
class DuplicateDeliveryGuaranteeTest extends RunningConsumer {

    private static final int RUNS = 300;
    private static final Instant BEGIN = Instant.parse("2026-03-01T05:00:00Z");

    private final UUID user = RandomUsers.any();

    DuplicateDeliveryGuaranteeTest(@LocalServerPort int port, @Autowired DatabaseClient database) {
        super(port, database);
    }

    @Test
    void countsEachRunOnceInItsHighestVersionWhateverComesTwiceAndInWhateverOrder() {
        List<Event> events = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            for (int version = 1; version <= 3; version++) {
                events.add(run(run, version));
            }
        }
        events.add(new RunDeleted(user, run(0, 1).runId(), 3));
        events.addAll(List.copyOf(events));
        Collections.shuffle(events, new Random(42));

        sendAndAwait(events);
        List<String> stored = rows();
        sendAndAwait(events);

        assertThat(stored)
                .hasSize(RUNS + 2)
                .filteredOn(row -> row.startsWith("totals"))
                .singleElement()
                .asString()
                .contains("299," + 299L * 3_003_000 + "," + 299 * 903);
        assertThat(rows()).isEqualTo(stored);
    }

    private void sendAndAwait(List<Event> events) {
        send(Topics.RUNS, events);
        send(Topics.SIGNUP_OUTCOMES, List.of(new SignupAccepted(user, "A", "B", null, null, null, BEGIN)));
        awaitConsumed(Topics.RUNS);
        awaitConsumed(Topics.SIGNUP_OUTCOMES);
    }

    private RunRecorded run(int run, int version) {
        Instant startedAt = BEGIN.plusSeconds(3_600L * run);
        String client = "run-" + run;
        UUID runId = RunId.of(user, client, startedAt);
        return new RunRecorded(
                user,
                runId,
                client,
                version,
                startedAt,
                null,
                null,
                3_000_000 + 1_000L * version,
                900 + version,
                null,
                null,
                null);
    }

    /** With xmin, which tells what transaction wrote the row: equal means untouched. */
    private List<String> rows() {
        return result(database.sql("""
                        SELECT 'run' || xmin::text || run::text FROM profile.run WHERE user_id = $1
                        UNION ALL
                        SELECT 'runner' || xmin::text || runner::text FROM profile.runner WHERE user_id = $1
                        UNION ALL
                        SELECT 'totals' || xmin::text || totals::text FROM profile.runner_totals AS totals WHERE user_id = $1
                        ORDER BY 1
                        """)
                .bind(0, user)
                .map(row -> row.get(0, String.class))
                .all()
                .collectList());
    }
}
