package io.letsrun.events.adding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.edge.http.JsonBodies;
import io.letsrun.edge.problem.Refused;
import io.letsrun.events.upstream.UpstreamEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventFormTest {

    @Test
    void readsAnEventAndIgnoresWhatItDoesNotKnow() {
        assertThat(read("{\"name\":\" Morning run \",\"details\":\"wet\",\"more\":[1]}"))
                .isEqualTo(new UpstreamEvent.Draft("u", "Morning run", "wet"));
        assertThat(read("{\"name\":\"\\u00a0Run\\u200b\",\"details\":\" wet,\\n\\tand cold \"}"))
                .isEqualTo(new UpstreamEvent.Draft("u", "Run", "wet,\n\tand cold"));
        assertThat(read("{\"name\":\"Run\",\"details\":null}")).isEqualTo(new UpstreamEvent.Draft("u", "Run", null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{}                             | /name must be given",
                "{\"name\":null}                | /name must be given",
                "{\"name\":7}                   | /name must be a string",
                "{\"name\":\"\"}                | /name must have characters that can be seen",
                "{\"name\":\" \"}               | /name must have characters that can be seen",
                "{\"name\":\"\\u200b\\u00a0\"}   | /name must have characters that can be seen",
                "{\"name\":\"\\u3164\"}         | /name must have characters that can be seen",
                "{\"name\":\"a\\u0000b\"}       | /name must be one line without control characters and halves of characters",
                "{\"name\":\"Sun \\ud83d\"}     | /name must be one line without control characters and halves of characters",
                "{\"name\":\"a\\u202eb\"}       | /name must be one line without control characters and halves of characters",
                "{\"name\":\"a\",\"details\":\"x\\u0000y\"} | /details must not hold control characters and halves of characters",
                "{\"name\":\"a\",\"details\":\"\\ude00\"}   | /details must not hold control characters and halves of characters",
                "{\"name\":\"a\",\"details\":7} | /details must be a string",
                "{\"name\":7,\"details\":7}     | /name must be a string, /details must be a string",
            })
    void namesEveryFieldThatBreaksARule(String body, String errors) {
        assertThat(String.join(", ", errors(body))).isEqualTo(errors);
    }

    @Test
    void boundsItsTexts() {
        String body = "{\"name\":\"%s\",\"details\":\"%s\"}".formatted("n".repeat(201), "d".repeat(10_001));

        assertThat(errors(body))
                .containsExactly(
                        "/name must be at most 200 characters long", "/details must be at most 10000 characters long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "7", "{\"name\":\"a\"} x", "{\"name\":\"a\",\"name\":\"b\"}"})
    void refusesWhatIsNoJsonObject(String body) {
        assertThat(refusal(body).problem().kind().status()).isEqualTo(400);
    }

    private static UpstreamEvent.Draft read(String body) {
        return EventForm.read("u", JsonBodies.parse(body.getBytes(UTF_8)));
    }

    private static Refused refusal(String body) {
        try {
            throw new AssertionError("accepted: " + read(body));
        } catch (Refused refusal) {
            return refusal;
        }
    }

    private static List<String> errors(String body) {
        return refusal(body).problem().errors().stream()
                .map(error -> error.pointer() + ' ' + error.detail())
                .toList();
    }
}
