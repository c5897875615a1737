package io.letsrun.gateway.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.contracts.run.RunId;
import io.letsrun.contracts.run.RunRecorded;
import io.letsrun.edge.problem.FieldError;
import io.letsrun.gateway.form.Checked;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class RunFormTest {

    private static final Instant NOW = Instant.parse("2026-06-01T06:00:00Z");
    private static final UUID USER = UUID.fromString("0190163d-8694-739b-aea5-966c26f8ad91");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final RunForm form = new RunForm(new RunTimes(Clock.fixed(NOW, ZoneOffset.UTC)));

    @Test
    void keepsWhatThePhoneSent() {
        ObjectNode run = valid();
        run.put("version", 7);
        run.put("timeZone", "Europe/Berlin");
        run.put("movingSeconds", 1400);
        run.putNull("elevationGainMeters");
        run.put("averageHeartRateBpm", 151.5);

        Checked<RunRecorded> checked = form.read(run, "", USER);

        Instant startedAt = Instant.parse("2026-05-31T23:59:59.123Z");
        assertThat(checked)
                .isEqualTo(new Checked.Valid<>(new RunRecorded(
                        USER,
                        RunId.of(USER, "run:1", startedAt),
                        "run:1",
                        7,
                        startedAt,
                        "Europe/Berlin",
                        5_012_345,
                        1500,
                        1400,
                        null,
                        151.5)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            clientRunId | null | required
            clientRunId | 5 | wrong-type
            clientRunId | "" | malformed
            clientRunId | "a b" | malformed
            clientRunId | "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" | malformed
            version | 0 | out-of-range
            version | 9007199254740993 | out-of-range
            version | 99999999999999999999 | out-of-range
            version | 1.5 | wrong-type
            version | "1" | wrong-type
            startedAt | null | required
            startedAt | "2026-05-31" | malformed
            startedAt | "2026-05-31T06:00:00" | malformed
            startedAt | "2026-05-31T06:00Z" | malformed
            startedAt | "2026-02-30T06:00:00Z" | malformed
            startedAt | "1999-12-31T23:59:59.999Z" | out-of-range
            startedAt | "2026-06-01T06:05:00.001Z" | out-of-range
            startedAt | 1780000000 | wrong-type
            timeZone | "Europe/Atlantis" | malformed
            timeZone | 1 | wrong-type
            distanceMeters | null | required
            distanceMeters | 0.999 | out-of-range
            distanceMeters | 1000000.001 | out-of-range
            distanceMeters | 1e999999999 | out-of-range
            distanceMeters | -1e999999999 | out-of-range
            distanceMeters | 1e-999999999 | out-of-range
            distanceMeters | 5012.3456 | too-precise
            distanceMeters | "5012" | wrong-type
            elapsedSeconds | null | required
            elapsedSeconds | 0 | out-of-range
            elapsedSeconds | 604801 | out-of-range
            elapsedSeconds | 1e400 | out-of-range
            elapsedSeconds | 1500.5 | wrong-type
            elapsedSeconds | true | wrong-type
            movingSeconds | -1 | out-of-range
            movingSeconds | 1501 | out-of-range
            elevationGainMeters | -0.1 | out-of-range
            elevationGainMeters | 20000.1 | out-of-range
            averageHeartRateBpm | 19.9 | out-of-range
            averageHeartRateBpm | 250.1 | out-of-range
            averageHeartRateBpm | [] | wrong-type
            """)
    void refusesWithThePointerOfTheMember(String member, String value, String code) {
        ObjectNode run = valid();
        run.set(member, JSON.readTree(value));

        assertThat(errors(run, "/runs/3"))
                .singleElement()
                .satisfies(error -> assertThat(error.pointer()).isEqualTo("/runs/3/" + member))
                .satisfies(error -> assertThat(error.code()).isEqualTo(code));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            version | 9007199254740992
            version | 2.0
            startedAt | "2000-01-01T00:00:00Z"
            startedAt | "2026-06-01T06:05:00Z"
            startedAt | "2026-06-01t04:00:00.123456789-02:00"
            distanceMeters | 1
            distanceMeters | 5012.345000
            distanceMeters | 5.012e3
            elapsedSeconds | 604800
            elapsedSeconds | 1.5e3
            movingSeconds | 0
            movingSeconds | 1500
            averageHeartRateBpm | 20
            unknown | {"deep":[1]}
            """)
    void takesTheEdges(String member, String value) {
        ObjectNode run = valid();
        run.set(member, JSON.readTree(value));

        assertThat(form.read(run, "", USER)).isInstanceOf(Checked.Valid.class);
    }

    @Test
    void refusesWhatIsFasterThanAnyRunner() {
        ObjectNode run = valid();
        run.put("elapsedSeconds", 400);

        assertThat(errors(run, ""))
                .extracting(FieldError::pointer, FieldError::code)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("/distanceMeters", "too-fast"));
    }

    @Test
    void namesDistanceBeforeTimeAndSpeedOnlyOfValidOnes() {
        ObjectNode run = valid();
        run.put("elapsedSeconds", 0);
        run.put("distanceMeters", 2_000_000);

        assertThat(errors(run, ""))
                .extracting(FieldError::pointer)
                .containsExactly("/distanceMeters", "/elapsedSeconds");
    }

    private List<FieldError> errors(ObjectNode run, String base) {
        return switch (form.read(run, base, USER)) {
            case Checked.Invalid<RunRecorded> invalid -> invalid.errors();
            case Checked.Valid<RunRecorded> valid -> List.of();
        };
    }

    private static ObjectNode valid() {
        return (ObjectNode) JSON.readTree("""
                {"clientRunId":"run:1","startedAt":"2026-06-01T01:59:59.1239+02:00",
                 "distanceMeters":5012.345,"elapsedSeconds":1500}""");
    }
}
