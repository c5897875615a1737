package io.letsrun.gateway.signup;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.edge.problem.FieldError;
import io.letsrun.edge.problem.Refused;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SignupFormTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T06:00:00Z"), ZoneOffset.UTC);
    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void trimsAndTakesNullForAbsent() {
        ObjectNode body = valid();
        body.put("firstName", "  Ann\u00a0");
        body.put("lastName", "\u2068Lee\u2069\u200b");
        body.putNull("city");

        assertThat(SignupForm.read(body, CLOCK))
                .isEqualTo(new SignupForm(
                        new EmailAddress("ann@example.org", "ann@example.org"), "Ann", "Lee", null, null, null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            email | null | required
            email | "" | required
            email | "ann" | malformed
            email | 1 | wrong-type
            firstName | null | required
            firstName | " \\t " | required
            firstName | "a\\u0000b" | malformed
            firstName | "\\ud800" | malformed
            firstName | "\\udc00\\ud800" | malformed
            firstName | "\\u200b" | required
            firstName | "\\u00a0" | required
            firstName | "\\u3164" | required
            firstName | "\\u202e" | required
            firstName | "\\u200d\\ufe0f" | required
            firstName | "a\\u202eb" | malformed
            firstName | "Sun \\ud83d" | malformed
            lastName | {} | wrong-type
            birthYear | 1899 | out-of-range
            birthYear | 2027 | out-of-range
            birthYear | "1990" | wrong-type
            city | " " | required
            city | "a\\nb" | malformed
            city | "\\u2800" | required
            country | "de" | malformed
            country | "XX" | unknown-country
            country | "UK" | unknown-country
            country | "EL" | unknown-country
            country | "EU" | unknown-country
            country | "GBR" | malformed
            country | "" | malformed
            """)
    void refusesWithThePointerOfTheMember(String member, String value, String code) {
        ObjectNode body = valid();
        body.set(member, JSON.readTree(value));

        assertThat(errors(body))
                .extracting(FieldError::pointer, FieldError::code)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("/" + member, code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DE", "GB", "XK", "IC", "AC"})
    void takesThePlacesThatPhonesAreSetTo(String country) {
        assertThat(errors(valid().put("country", country))).isEmpty();
    }

    @Test
    void countsCodePointsNotCharacters() {
        ObjectNode hundred = valid().put("city", "🏃".repeat(100));
        ObjectNode more = valid().put("city", "🏃".repeat(101));

        assertThat(errors(hundred)).isEmpty();
        assertThat(errors(more)).extracting(FieldError::code).containsExactly("too-long");
    }

    @Test
    void namesEveryErrorAtOnce() {
        assertThat(errors((ObjectNode) JSON.readTree("{\"birthYear\":0}")))
                .extracting(FieldError::pointer)
                .containsExactly("/email", "/firstName", "/lastName", "/birthYear");
    }

    private static List<FieldError> errors(ObjectNode body) {
        try {
            SignupForm.read(body, CLOCK);
            return List.of();
        } catch (Refused refused) {
            return refused.problem().errors();
        }
    }

    private static ObjectNode valid() {
        return (ObjectNode) JSON.readTree("{\"email\":\"ann@example.org\",\"firstName\":\"Ann\",\"lastName\":\"Lee\"}");
    }
}
