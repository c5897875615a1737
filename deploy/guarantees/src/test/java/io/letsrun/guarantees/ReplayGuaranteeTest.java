package io.letsrun.guarantees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Promises 1 and 2 for what had to wait for a mended bug: replayed, each is applied, once, whatever dies meanwhile. */
class ReplayGuaranteeTest {

    private static final int GOOD = 500;
    private static final int BAD = 10_000;
    private static final int BATCH = 500;
    private static final int RATE = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private static final String STATES = "SELECT state, count(*) FROM dead_letters.%s WHERE %s = '%s' GROUP BY state";

    @Test
    void replaysEachDeadLetterOnceThoughTheConsoleIsKilledInTheMiddle() throws Exception {
        RunningSystem system = RunningSystem.shared();
        Phone phone = new Phone(system.gateway(), "replay");
        phone.signUp();
        String ours = " FROM profile.%s WHERE user_id = '" + phone.userId() + "'";
        Console console = system.console();
        await().atMost(PATIENCE).until(() -> open(console) >= 0);
        long others = open(console);
        introduceBug(system);
        phone.runs(0, GOOD, 3_600);
        for (int first = GOOD; first < GOOD + BAD; first += BATCH) {
            phone.runs(first, BATCH, 3_601);
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(open(console) - others).isEqualTo(BAD));
        assertThat(system.count("profile", "SELECT count(*)" + ours.formatted("run")))
                .isEqualTo(GOOD);

        mendBug(system);
        JsonNode draft = console.post(
                "/replays",
                "{\"filter\":{\"group\":\"profile-consumer\",\"user\":\"%s\"},\"rate\":%d}"
                        .formatted(phone.userId(), RATE));
        assertThat(draft.get("expected").asLong()).isEqualTo(BAD);
        String replay = draft.get("id").asString();
        console.post("/replays/" + replay + "/start", "{\"count\":" + BAD + "}");

        await().atMost(PATIENCE).until(() -> applied(system, replay) > BAD / 5);
        system.kill("operator-console");
        assertThat(applied(system, replay)).isLessThan(BAD);
        system.restart("operator-console");
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> agreed(system, console, replay)
                        .filter(answer -> answer.get("state").asString().equals("done"))
                        .isPresent());

        assertThat(states(system, "letter", "user_id", phone.userId())).isEqualTo(Map.of("applied", (long) BAD));
        assertThat(states(system, "replay_item", "replay_id", replay)).isEqualTo(Map.of("applied", (long) BAD));
        assertThat(open(console)).isEqualTo(others);
        assertThat(system.rows("profile", "SELECT runs, distance_mm, elapsed_s" + ours.formatted("runner_totals")))
                .containsExactly(List.of(
                        Integer.toString(GOOD + BAD),
                        Long.toString((GOOD + BAD) * 1_000_000L),
                        Integer.toString(GOOD * 3_600 + BAD * 3_601)));
    }

    /** A rule that the runs of one length break, though nothing is wrong with them. */
    private static void introduceBug(RunningSystem system) {
        system.execute("profile", "ALTER TABLE profile.run ADD CONSTRAINT bug CHECK (elapsed_s <> 3601)");
    }

    private static void mendBug(RunningSystem system) {
        system.execute("profile", "ALTER TABLE profile.run DROP CONSTRAINT bug");
    }

    /** Open letters over all causes, as the console tells. */
    private static long open(Console console) {
        return console.get("/causes")
                .map(answer -> answer.get("items")
                        .valueStream()
                        .mapToLong(cause -> cause.get("open").asLong())
                        .sum())
                .orElse(-1L);
    }

    private static long applied(RunningSystem system, String replay) {
        return states(system, "replay_item", "replay_id", replay).getOrDefault("applied", 0L);
    }

    /** What the console tells lies between what the database held before and after it was asked, and nothing is missing. */
    private static Optional<JsonNode> agreed(RunningSystem system, Console console, String replay) {
        long before = applied(system, replay);
        Optional<JsonNode> answer = console.get("/replays/" + replay);
        long after = applied(system, replay);
        answer.ifPresent(told -> {
            assertThat(told.get("applied").asLong()).isBetween(before, after);
            assertThat(List.of("waiting", "sending", "sent", "applied", "failed", "skipped").stream()
                            .mapToLong(part -> told.get(part).asLong())
                            .sum())
                    .isEqualTo(BAD);
        });
        return answer;
    }

    private static Map<String, Long> states(RunningSystem system, String table, String column, String id) {
        return system.rows("dead_letters", STATES.formatted(table, column, id)).stream()
                .collect(Collectors.toMap(List::getFirst, row -> Long.parseLong(row.getLast())));
    }
}
