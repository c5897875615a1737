package io.letsrun.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DlqErrorsTest extends DlqTest {

    private static final String GET = "GET /letters?limit=50";

    @Test
    void saysThatTheStackIsNotRunning() {
        assertThat(letsrun(Map.of(), false, "", "dlq", "list")).isEqualTo(1);

        assertThat(complaints())
                .isEqualTo(
                        "letsrun: The stack is not running: ./letsrun up starts it, or name a console with --url.\n");
    }

    @Test
    void sendsNoPasswordOfThisStackElsewhere() {
        assertThat(letsrun(Map.of(), false, "", "dlq", "list", "--url", console.url()))
                .isEqualTo(1);

        assertThat(console.asked).isEmpty();
        assertThat(complaints())
                .contains("LETSRUN_CONSOLE_USER and LETSRUN_CONSOLE_PASSWORD have to be in the environment");
    }

    @Test
    void saysThatNobodyAnswers() {
        console.close();

        assertThat(dlq("list")).isEqualTo(1);

        assertThat(complaints()).matches("letsrun: No console answers at http://localhost:\\d+: ./letsrun status .*\n");
    }

    @Test
    void saysThatThePasswordIsWrong() {
        Map<String, String> wrong = Map.of("LETSRUN_CONSOLE_USER", "operator", "LETSRUN_CONSOLE_PASSWORD", "guess");

        assertThat(letsrun(wrong, false, "", "dlq", "list", "--url", console.url()))
                .isEqualTo(1);

        assertThat(complaints()).contains("does not let operator in: there is no such user, or the password is wrong.");
    }

    @Test
    void saysWhatTheConsoleSays() {
        console.answers(GET, 403, "{\"detail\": \"Access Denied\"}")
                .answers(GET, 429, "{\"detail\": \"too many wrong passwords came from this address\"}")
                .answers(GET, 500, "{\"title\": \"Internal Server Error\"}")
                .answers(GET, 200, "<html>");

        for (int time = 0; time < 4; time++) {
            assertThat(dlq("list")).isEqualTo(1);
        }

        assertThat(complaints().lines().map(line -> line.replaceAll("localhost:\\d+", "HERE")))
                .containsExactly(
                        "letsrun: User operator may not do that: Access Denied.",
                        "letsrun: The console refuses: too many wrong passwords came from this address."
                                + " It can be asked again in 6 s.",
                        "letsrun: The console cannot do it now (status 500): Internal Server Error.",
                        "letsrun: What answers at HERE is no console: status 200, and no JSON.");
    }

    @Test
    void saysHowItIsUsed() {
        assertThat(dlq("list", "--wrong")).isEqualTo(2);
        assertThat(dlq("show", "seventeen")).isEqualTo(2);
        assertThat(letsrun(Map.of(), false, "", "dlq")).isEqualTo(2);
        assertThat(letsrun(Map.of(), false, "", "dlq", "replay", "--help")).isZero();
    }
}
