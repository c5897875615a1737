package io.letsrun.edge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.letsrun.edge.problem.FieldError;
import io.letsrun.edge.problem.Refused;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

class IdempotencyKeyTest {

    private static final String KEY = "8e03978e-40d5-43dd-bc93-6894a57f9324";

    @Test
    void isAbsentWithoutTheHeader() {
        assertThat(IdempotencyKey.of(new HttpHeaders())).isNull();
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
        assertThat(parse(line)).isEqualTo(KEY);
    }

    @Test
    void readsEscapes() {
        assertThat(parse("\"one \\\"two\\\" \\\\ three, four\"")).isEqualTo("one \"two\" \\ three, four");
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
        assertThat(code(line)).isEqualTo("malformed");
    }

    @Test
    void refusesTwoLines() {
        assertThat(code(KEY, KEY)).isEqualTo("malformed");
    }

    @Test
    void countsTheCharactersOfTheKeyAndNotThoseOfItsSpelling() {
        assertThat(code("x".repeat(15))).isEqualTo("too-short");
        assertThat(code('"' + "\\\\".repeat(15) + '"')).isEqualTo("too-short");
        assertThat(parse('"' + "\\\\".repeat(255) + '"')).isEqualTo("\\".repeat(255));
        assertThat(parse("x".repeat(16))).isEqualTo("x".repeat(16));
        assertThat(code("x".repeat(256))).isEqualTo("too-long");
    }

    @Test
    void namesTheHeaderAndNotTheKey() {
        FieldError error = error("secret-key").getFirst();

        assertThat(error.pointer()).isEqualTo("/Idempotency-Key");
        assertThat(error.detail()).doesNotContain("secret");
    }

    private static String code(String... lines) {
        return error(lines).getFirst().code();
    }

    private static List<FieldError> error(String... lines) {
        Refused refused = catchThrowableOfType(Refused.class, () -> parse(lines));
        return refused.problem().errors();
    }

    private static @Nullable String parse(String... lines) {
        HttpHeaders headers = new HttpHeaders();
        headers.addAll(IdempotencyKey.HEADER, List.of(lines));
        return IdempotencyKey.of(headers);
    }
}
