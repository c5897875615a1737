package io.letsrun.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DlqLooksTest extends DlqTest {

    @Test
    void listsLetters() {
        console.answers("GET /letters?state=open&limit=50", page("", LETTER));

        assertThat(dlq("list", "--state", "open")).isZero();

        assertThat(printed().lines())
                .containsExactly(
                        "ID  FAILED (UTC)         STATE  GROUP             TOPIC         WHY",
                        "17  2026-01-02 06:00:01  open   profile-consumer  letsrun.runs  ConstraintViolation: distance must be positive, whateve…");
    }

    @Test
    void goesOnOverPagesUntilItHasEnough() {
        String[] two = IntStream.range(0, 2).mapToObj(unused -> LETTER).toArray(String[]::new);
        console.answers("GET /letters?limit=3", page("c1", two));
        console.answers("GET /letters?limit=1&cursor=c1", page("c2", LETTER));

        assertThat(dlq("list", "--limit", "3")).isZero();

        assertThat(printed()).contains("There may be more: --limit 30, or --all.");
        assertThat(console.asked).hasSize(2);
    }

    @Test
    void goesOnAfterAPageThatFoundNothing() {
        console.answers("GET /letters?text=50%25+off&limit=200", page("c1"));
        console.answers("GET /letters?text=50%25+off&limit=200&cursor=c1", page("", LETTER));

        assertThat(dlq("list", "--all", "--text", "50% off", "--json")).isZero();

        assertThat(printed().lines()).hasSize(2).last().asString().contains("\"id\":17");
    }

    @Test
    void passesOnPartsOfNamesAndCauses() {
        console.answers("GET /letters?topic=runs&exception=IllegalArgument&cause=abcdef012345&limit=50", page(""));

        assertThat(dlq("list", "--cause", "abcdef012345", "--topic", "runs", "--exception", "IllegalArgument"))
                .isZero();

        assertThat(printed()).contains("No letter matches.");
    }

    @Test
    void countsByCause() {
        console.answers("GET /causes?group=profile-consumer&state=open", page("", CAUSE));

        assertThat(dlq("causes", "--group", "profile-consumer", "--open")).isZero();

        assertThat(printed())
                .containsPattern("abcdef012345 +7 +1,200 +2026-01-02 06:00:00 +0.1.0 +profile-consumer +ConstraintViol")
                .contains("./letsrun dlq show 17");
    }

    @Test
    void showsAHostileLetterWithoutHarm() {
        console.answers("GET /letters/17", """
                {"id": 17, "topic": "letsrun.runs", "group": "profile-consumer", "exception": "a.B", "message": "m\\u001b[2J",
                 "state": "failed-again", "attempts": 4, "failedAt": "2026-01-02T06:00:01Z", "reason": "rule",
                 "firstFailure": "2026-01-02T06:00:00Z", "stack": "a.B: m\\n\\tat x.Y\\u0007", "chain": [12, 17],
                 "payload": {"text": "{\\n  \\"name\\" : \\"***\\u009b\\"\\n}", "kind": "JSON", "masked": true},
                 "headers": [{"name": "ce_id", "value": "e-1"}, {"name": "empty"}],
                 "timeline": [{"at": "2026-01-02T06:00:01Z", "what": "failed", "detail": "rule", "letterId": 12},
                              {"at": "2026-01-02T07:00:00Z", "what": "replayed", "who": "otto", "detail": "sent", "letterId": 12}]}""");

        assertThat(dlq("show", "17")).isZero();

        assertThat(printed())
                .contains(
                        "letter   17, failed-again",
                        "lives    12 → 17",
                        "payload, masked",
                        "  ce_id: e-1",
                        "  empty: -")
                .contains("  2026-01-02 07:00:00  replayed by otto: sent (letter 12)")
                .doesNotContain("\u001b", "\u0007", "\u009b");
    }

    @Test
    void revealsForAReasonOnly() {
        console.answers("GET /letters/17", LETTER);
        console.answers("POST /letters/17/reveal", "{\"payload\": {\"text\": \"Ada\", \"masked\": false}}");

        assertThat(dlq("show", "17", "--reveal")).isEqualTo(2);
        assertThat(dlq("show", "17", "--reveal", "--reason", "ticket 4711")).isZero();

        assertThat(console.asked).contains("POST /letters/17/reveal {\"reason\":\"ticket 4711\"}");
        assertThat(printed()).contains("\npayload\n  Ada\n");
    }

    @Test
    void showsReplaysAndTheAudit() {
        console.answers("GET /replays?limit=50", page("", replay("running", 1000, 400, 2, 598, "")));
        console.answers("GET /audit?limit=50", page("", """
                {"id": 1, "at": "2026-01-02T06:00:00Z", "who": "otto", "role": "operator", "action": "discard",
                 "reason": "a test", "letters": [3, 4], "count": 2}"""));

        assertThat(dlq("replays")).isZero();
        assertThat(dlq("audit")).isZero();

        assertThat(printed())
                .containsPattern(
                        REPLAY + " +2026-01-02 06:00:00 +operator +running +400 of 1,000 applied, 2 failed again")
                .containsPattern("2026-01-02 06:00:00 +otto +discard +2 +letter 3 4 +a test");
    }
}
