package io.letsrun.console.letter;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.console.mask.Payload;
import io.letsrun.console.search.LetterState;
import io.letsrun.console.search.LetterSummary;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LetterTest {

    private static final Instant AT = Instant.EPOCH;

    @Test
    void whatWasStoredWithLessHiddenIsMaskedWhenItIsRead() {
        String frame = "\n\tat io.letsrun.profile.RunLedger.store(RunLedger.java:71)";
        Letter letter = letter("city=bad homburg", "java.lang.IllegalStateException: user=anna_miller" + frame);

        assertThat(letter.summary().message()).isEqualTo("city=*** ***");
        assertThat(letter.stack()).isEqualTo("java.lang.IllegalStateException: user=***" + frame);
    }

    private static Letter letter(String message, String stack) {
        return new Letter(
                new LetterSummary(1, "t", "g", null, null, null, "E", message, LetterState.OPEN, 1, AT, 0, "abc"),
                "rule",
                AT,
                AT,
                null,
                null,
                null,
                null,
                null,
                new Letter.Place("t.dlt", 0, 1),
                stack,
                null,
                Payload.masked(null),
                List.of(),
                null,
                List.of(),
                List.of());
    }
}
