package io.letsrun.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DlqActsTest extends DlqTest {

    private static final String PATH = "/replays/" + REPLAY;

    @BeforeEach
    void drafts() {
        console.answers("POST /replays", 201, replay("draft", 7, 0, 0, 7, ""));
        console.answers("POST " + PATH + "/start", replay("canary", 7, 0, 0, 7, ""));
        console.answers("POST " + PATH + "/cancel", replay("cancelled", 7, 0, 0, 7, ""));
        console.answers("GET /causes?group=profile-consumer&state=open", page("", CAUSE));
        console.answers("GET /letters/17", LETTER);
    }

    @Test
    void replaysWhatMatchesAndWaitsForTheVerdict() {
        console.answers("GET " + PATH, replay("running", 7, 5, 0, 2, ""), replay("done", 7, 7, 0, 0, ""));

        int exit = typing("y\n", "replay", "--group", "profile-consumer", "--rate", "50");

        assertThat(exit).isZero();
        assertThat(console.asked)
                .contains(
                        "POST /replays {\"filter\":{\"group\":\"profile-consumer\"},\"rate\":50}",
                        "POST " + PATH + "/start {\"count\":7}");
        assertThat(printed())
                .contains("To be replayed: 7 letters.", "Replay 7 letters at 100 a second? [y/N] ")
                .containsPattern("7 +abcdef012345 +ConstraintViolation")
                .contains("5 of 7 applied, 2 not sent", "7 of 7 applied\n");
    }

    @Test
    void sendsNothingWithoutAYes() {
        assertThat(typing("n\n", "replay", "17")).isEqualTo(1);
        assertThat(dlq("replay", "17")).isEqualTo(1);

        assertThat(console.asked).contains("POST " + PATH + "/cancel {}").noneMatch(asked -> asked.contains("/start"));
        assertThat(complaints())
                .isEqualTo("letsrun: Nothing was replayed.\n"
                        + "letsrun: Nobody can be asked here: add --yes, or run it in a terminal.\n");
    }

    @Test
    void saysWhyAReplayStoppedItself() {
        console.answers("GET " + PATH, replay("stopped", 7, 4, 1, 2, ", \"reason\": \"a canary failed again\""));

        assertThat(dlq("replay", "17", "--yes")).isEqualTo(1);

        assertThat(complaints()).contains("The replay stopped itself: a canary failed again.");
    }

    @Test
    void failsWhenALetterFailedAgain() {
        console.answers("GET " + PATH, replay("done", 7, 6, 1, 0, ""));

        assertThat(dlq("replay", "17", "--yes")).isEqualTo(1);

        assertThat(complaints()).contains("1 letter failed again (./letsrun dlq list");
    }

    @Test
    void failsWhenNothingWasSent() {
        console.answers(
                "GET " + PATH,
                replay("done", 7, 0, 0, 0, ", \"reason\": \"7 skipped: the topic t.g.retry does not exist\"")
                        .replace("\"skipped\": 0", "\"skipped\": 7"));

        assertThat(dlq("replay", "17", "--yes")).isEqualTo(1);
        assertThat(complaints())
                .contains(
                        "7 letters not sent: 7 skipped: the topic t.g.retry does not exist. Not every letter was applied.");
    }

    @Test
    void watchesOnWhileTheConsoleIsAway() {
        console.answers("GET " + PATH, replay("running", 7, 5, 0, 2, ""))
                .answers("GET " + PATH, 503, "{}")
                .answers("GET " + PATH, 200, replay("done", 7, 7, 0, 0, ""));

        assertThat(dlq("watch", REPLAY)).isZero();

        assertThat(printed()).contains("The console does not answer; when it is back, the replay goes on.");
    }

    @Test
    void printsOneDocumentForScripts() {
        console.answers("GET " + PATH, replay("done", 7, 7, 0, 0, ""));

        assertThat(dlq("replay", "17", "--yes", "--json")).isZero();

        assertThat(printed().lines()).singleElement().asString().startsWith("{\"id\":\"" + REPLAY);
    }

    @Test
    void leavesAReplayToItself() {
        assertThat(dlq("replay", "17", "--yes", "--no-wait")).isZero();

        assertThat(printed()).endsWith("Under way: ./letsrun dlq watch " + REPLAY + "\n");
    }

    @Test
    void steersAReplay() {
        console.answers("POST " + PATH + "/pause", 409, "{\"detail\": \"the replay is done\"}");

        assertThat(dlq("cancel", REPLAY)).isZero();
        assertThat(dlq("pause", REPLAY)).isEqualTo(1);

        assertThat(printed()).contains("cancelled 0 of 7 applied, 7 not sent");
        assertThat(complaints()).isEqualTo("letsrun: The console refuses: the replay is done.\n");
    }

    @Test
    void discardsWhatWasPreviewed() {
        console.answers("POST /discards/preview", "{\"count\": 2, \"upTo\": 99}");
        console.answers("POST /discards", "{\"discarded\": 2}");

        assertThat(typing("y\n", "discard", "--group", "profile-consumer", "--reason", "a test"))
                .isZero();

        assertThat(console.asked.getLast())
                .contains("\"count\":2", "\"upTo\":99", "\"reason\":\"a test\"", "{\"group\":\"profile-consumer\"}");
        assertThat(printed()).endsWith("Discarded 2 letters.\n");
    }

    @Test
    void doesNotTakeNothingForEverything() {
        assertThat(dlq("replay", "--yes")).isEqualTo(2);
        assertThat(dlq("discard", "--reason", "x", "--yes")).isEqualTo(2);
        assertThat(dlq("replay", "17", "--group", "profile-consumer", "--yes")).isEqualTo(2);
        assertThat(dlq("replay", "--group", "", "--yes")).isEqualTo(1);

        assertThat(console.asked).isEmpty();
        assertThat(complaints()).contains("Which letters?", "not both", "--group is empty");
    }

    @Test
    void editsALetterAndTellsWhatIsWrongWithTheValue() throws IOException {
        Path value = Files.writeString(directory.resolve("value.json"), "{\"distanceMeters\": -3}");
        console.answers("POST /letters/17/edit", 422, """
                {"detail": "the value breaks the rules of its event type",
                 "errors": [{"pointer": "/distanceMeters", "detail": "must be positive"}]}""");

        assertThat(dlq("edit", "17", "--value", value.toString(), "--reason", "typo"))
                .isEqualTo(1);

        assertThat(console.asked.getLast()).contains("\"value\":\"{\\\"distanceMeters\\\": -3}\"");
        assertThat(complaints())
                .contains("refuses: the value breaks the rules of its event type (/distanceMeters must be positive).");
    }
}
