package io.letsrun.delivery.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.contracts.event.UndecodableEvent;
import org.junit.jupiter.api.Test;

class ExceptionTextTest {

    @Test
    void keepsItsBoundsAndCutsNoCharacter() {
        Throwable loud = new IllegalStateException("xx" + "\u20ac".repeat(100_000));
        Throwable nested = loud;
        for (int i = 0; i < 50; i++) {
            nested = new IllegalStateException("\u20ac".repeat(5_000), nested);
        }

        assertThat(ExceptionText.message(loud)).hasSize(2 + 3 * 340);
        assertThat(new String(ExceptionText.message(loud), UTF_8)).endsWith("\u20ac");
        assertThat(ExceptionText.stack(nested)).hasSizeBetween(8192 - 3, 8192);
    }

    @Test
    void tellsTheRootOfALongChain() {
        Throwable error = deep(200, new ArithmeticException("root"));

        assertThat(new String(ExceptionText.stack(new IllegalStateException("outer", error)), UTF_8))
                .contains("Caused by: java.lang.ArithmeticException: root\n\tat ")
                .contains(" more\n");
    }

    @Test
    void hasNoFramesForARefusalThatIsNoAccident() {
        assertThat(new String(
                        ExceptionText.stack(new UndecodableEvent("no value", new IllegalStateException("null"))),
                        UTF_8))
                .isEqualTo("""
                        io.letsrun.contracts.event.UndecodableEvent: no value
                        Caused by: java.lang.IllegalStateException: null
                        """);
    }

    @Test
    void bearsAnErrorWithoutAMessage() {
        assertThat(ExceptionText.message(new NullPointerException())).isEmpty();
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
