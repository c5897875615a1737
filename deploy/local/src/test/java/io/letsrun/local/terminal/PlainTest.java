package io.letsrun.local.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTest {

    @Test
    void takesControlOfTheTerminalFromText() {
        assertThat(Plain.line("a\u001b]0;owned\u0007b\u202ec\r\nd\te"))
                .isEqualTo("a\uFFFD]0;owned\uFFFDb\uFFFDc\uFFFD d e");
        assertThat(Plain.lines("a\n\tb\u009b31m")).isEqualTo("a\n\tb\uFFFD31m");
    }

    @Test
    void cutsToWhatFits() {
        assertThat(Plain.cut("12345", 5)).isEqualTo("12345");
        assertThat(Plain.cut("123456", 5)).isEqualTo("1234…");
    }
}
