package io.letsrun.events.adding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.events.problem.Refusal;
import io.letsrun.events.upstream.EventDraft;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventFormTest {

    @Test
    void readsAnEventAndIgnoresWhatItDoesNotKnow() {
        assertThat(read("{\"name\":\" Morning run \",\"details\":\"wet\",\"more\":[1]}"))
                .isEqualTo(new EventDraft("u", "Morning run", "wet"));
        assertThat(read("{\"name\":\"Run\",\"details\":null}")).isEqualTo(new EventDraft("u", "Run", null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{}                             | /name is missing",
                "{\"name\":null}                | /name is missing",
                "{\"name\":7}                   | /name is not a string",
                "{\"name\":\"\"}                | /name is blank or has control characters",
                "{\"name\":\" \"}               | /name is blank or has control characters",
                "{\"name\":\"a\\u0000\"}        | /name is blank or has control characters",
                "{\"name\":\"a\",\"details\":7} | /details is not a string",
                "{\"name\":7,\"details\":7}     | /name is not a string, /details is not a string",
            })
    void namesEveryFieldThatBreaksARule(String body, String errors) {
        assertThat(String.join(", ", errors(body))).isEqualTo(errors);
    }

    @Test
    void boundsItsTexts() {
        String body = "{\"name\":\"%s\",\"details\":\"%s\"}".formatted("n".repeat(201), "d".repeat(10_001));

        assertThat(errors(body))
                .containsExactly("/name is longer than 200 characters", "/details is longer than 10000 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "7", "{\"name\":\"a\"} x", "{\"name\":\"a\",\"name\":\"b\"}"})
    void refusesWhatIsNoJsonObject(String body) {
        assertThat(refusal(body).getStatusCode().value()).isEqualTo(400);
    }

    private static EventDraft read(String body) {
        return EventForm.read("u", body.getBytes(UTF_8));
    }

    private static Refusal refusal(String body) {
        try {
            throw new AssertionError("accepted: " + read(body));
        } catch (Refusal refusal) {
            return refusal;
        }
    }

    @SuppressWarnings("unchecked")
    private static List<String> errors(String body) {
        Object errors =
                Objects.requireNonNull(refusal(body).getBody().getProperties()).get("errors");
        return ((List<Map<String, String>>) Objects.requireNonNull(errors))
                .stream()
                        .map(error -> error.get("pointer") + ' ' + error.get("detail"))
                        .toList();
    }
}
