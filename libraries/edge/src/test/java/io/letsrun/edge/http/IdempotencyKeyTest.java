package io.letsrun.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {

    private static final String KEY = "8e03978e-40d5-43dd-bc93-6894a57f9324";

    @Test
    void isAbsentWithoutTheHeader() {
        assertThat(IdempotencyKey.parse(null)).isEqualTo(new IdempotencyKey.Absent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                KEY,
                '"' + KEY + '"',
                "  " + KEY + "\t",
                " \"" + KEY + "\" ",
                '"' + KEY + "\";v=1",
                '"' + KEY + "\" ; v=\"a;b\\\"\"; flag"
            })
    void isOneKeyInEverySpelling(String line) {
        assertThat(parse(line)).isEqualTo(new IdempotencyKey.Given(KEY));
    }

    @Test
    void readsEscapes() {
        assertThat(parse("\"one \\\"two\\\" \\\\ three, four\""))
                .isEqualTo(new IdempotencyKey.Given("one \"two\" \\ three, four"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\"0123456789abcdef",
                "0123456789abcdef\"",
                "\"0123456789\" \"abcdef\"",
                "\"0123456789abcdef\", \"0123456789abcdef\"",
                "0123456789abcdef, 0123456789abcdef",
                "0123456789 abcdef",
                "\"0123456789\\abcdef\"",
                "\"0123456789abcdef\";",
                "\"0123456789abcdef\"; A=1",
                "0123456789abcdéf",
                "\"0123456789abcd\u0001ef\""
            })
    void refusesWhatIsNoKey(String line) {
        assertThat(parse(line))
                .isInstanceOfSatisfying(
                        IdempotencyKey.Unusable.class,
                        unusable -> assertThat(unusable.code()).isEqualTo("malformed"));
    }

    @Test
    void refusesTwoLines() {
        assertThat(IdempotencyKey.parse(List.of(KEY, KEY))).isInstanceOf(IdempotencyKey.Unusable.class);
    }

    @Test
    void countsTheCharactersOfTheKeyAndNotThoseOfItsSpelling() {
        assertThat(code("x".repeat(15))).isEqualTo("too-short");
        assertThat(code('"' + "\\\\".repeat(15) + '"')).isEqualTo("too-short");
        assertThat(parse('"' + "\\\\".repeat(255) + '"')).isEqualTo(new IdempotencyKey.Given("\\".repeat(255)));
        assertThat(parse("x".repeat(16))).isEqualTo(new IdempotencyKey.Given("x".repeat(16)));
        assertThat(code("x".repeat(256))).isEqualTo("too-long");
    }

    @Test
    void keepsTheKeyOutOfLogs() {
        assertThat(parse(KEY).toString()).doesNotContain(KEY);
    }

    private static String code(String line) {
        return ((IdempotencyKey.Unusable) parse(line)).code();
    }

    private static IdempotencyKey parse(String line) {
        return IdempotencyKey.parse(List.of(line));
    }
}
