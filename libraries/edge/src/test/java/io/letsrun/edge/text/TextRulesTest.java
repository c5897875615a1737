package io.letsrun.edge.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextRulesTest {

    private static final String WALES =
            "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC77\uDB40\uDC6C\uDB40\uDC73\uDB40\uDC7F";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\t\r\n",
                "\u0000",
                "\u0007",
                "\u0085",
                "\u00A0",
                "\u00AD",
                "\u034F",
                "\u061C",
                "\u115F",
                "\u1160",
                "\u1680",
                "\u17B4",
                "\u180E",
                "\u180B",
                "\u2007",
                "\u200B",
                "\u200C",
                "\u200D",
                "\u200E",
                "\u2028",
                "\u2029",
                "\u202E",
                "\u202F",
                "\u205F",
                "\u2060",
                "\u2063",
                "\u2069",
                "\u2800",
                "\u3000",
                "\u3164",
                "\uFE0F",
                "\uFEFF",
                "\uFFA0",
                "\uFFF9",
                "\uDB40\uDC67",
                "\uDB40\uDD00",
                "\uD834\uDD73",
                " \u200B\u00A0\u3164\u202E "
            })
    void seesNothingInBlankTexts(String text) {
        assertThat(TextRules.isBlank(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", ".", "\u200Ba", "李", "\u0301", "नि", "👟", "❤️", "1️⃣", "\uF8FF", "\uD83D"})
    void seesOtherTexts(String text) {
        assertThat(TextRules.isBlank(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ada",
                "  Ada ",
                "\u00A0Ada\u3000",
                "\uFEFFAda",
                "Ada\u200B\u200B",
                "\u2068Ada\u2069",
                "\u200EAda\u200E",
                "\u3164Ada\u2800",
                "\tAda\r\n",
                "\u0085Ada\u2028"
            })
    void trimsWhatCannotBeSeen(String text) {
        assertThat(TextRules.trim(text)).isEqualTo("Ada");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ada Okoro", "❤️", WALES, "ന്\u200D", "\u0000Ada", "\u0007Ada", "\uD83D"})
    void trimsNothingThatMatters(String text) {
        assertThat(TextRules.trim(text)).isEqualTo(text);
    }

    @Test
    void trimsAllOfABlankText() {
        assertThat(TextRules.trim(" \u200B\t\u3164")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Ada", "Ines Okoro-Núñez", "می\u200Cخواهم", "👩\u200D🚀", WALES, "a\u200Fb", "a\u00A0b", "\uF8FF"
            })
    void takesLines(String text) {
        assertThat(TextRules.isLine(text)).isTrue();
        assertThat(TextRules.isProse(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u0000b",
                "a\u0007",
                "a\u007F",
                "a\u009F",
                "Sun \uD83D",
                "\uDE00 Sun",
                "\uDE00\uD83D",
                "a\u2028b",
                "a\u2029b",
                "a\u202Eb",
                "a\u202Ab",
                "a\u202Cb",
                "a\u2066b",
                "a\u2069b"
            })
    void refusesBrokenLines(String text) {
        assertThat(TextRules.isLine(text)).isFalse();
        assertThat(TextRules.isProse(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\r\nb", "a\tb"})
    void takesMoreLinesInProseOnly(String text) {
        assertThat(TextRules.isLine(text)).isFalse();
        assertThat(TextRules.isProse(text)).isTrue();
    }
}
