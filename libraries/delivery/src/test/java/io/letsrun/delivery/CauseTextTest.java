package io.letsrun.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.contracts.event.UndecodableEvent;
import org.junit.jupiter.api.Test;

class CauseTextTest {

    @Test
    void keepsItsBoundsAndCutsNoCharacter() {
        Throwable loud = new IllegalStateException("xx" + "\u20ac".repeat(100_000));
        Throwable nested = loud;
        for (int i = 0; i < 50; i++) {
            nested = new IllegalStateException("\u20ac".repeat(5_000), nested);
        }

        assertThat(CauseText.message(loud)).hasSize(2 + 3 * 340);
        assertThat(new String(CauseText.message(loud), UTF_8)).endsWith("\u20ac");
        assertThat(CauseText.stack(nested)).hasSizeBetween(8192 - 3, 8192);
    }

    @Test
    void tellsTheRootOfALongChain() {
        Throwable error = deep(200, new ArithmeticException("root"));

        assertThat(new String(CauseText.stack(new IllegalStateException("outer", error)), UTF_8))
                .contains("Caused by: java.lang.ArithmeticException: root\n\tat ")
                .contains(" more\n");
    }

    @Test
    void hasNoFramesForARefusalThatIsNoAccident() {
        assertThat(new String(
                        CauseText.stack(new UndecodableEvent("no value", new IllegalStateException("null"))), UTF_8))
                .isEqualTo("""
                        io.letsrun.contracts.event.UndecodableEvent: no value
                        Caused by: java.lang.IllegalStateException: null
                        """);
    }

    @Test
    void bearsAnErrorWithoutAMessage() {
        assertThat(CauseText.message(new NullPointerException())).isEmpty();
    }

    @SuppressWarnings("SameParameterValue")
    private static Throwable deep(int depth, Throwable error) {
        if (depth > 0) {
            return deep(depth - 1, error);
        }
        error.fillInStackTrace();
        return error;
    }
}
