package io.letsrun.gateway.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.contracts.run.RunId;
import io.letsrun.contracts.run.RunRecorded;
import io.letsrun.edge.problem.FieldError;
import io.letsrun.edge.problem.Refused;
import io.letsrun.gateway.form.DroppedValue;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class RunFormTest {

    private static final Instant NOW = Instant.parse("2026-06-01T06:00:00Z");
    private static final UUID USER = UUID.fromString("0190163d-8694-839b-aea5-966c26f8ad91");
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

        RunForm.Received checked = form.read(run, "", USER);

        Instant startedAt = Instant.parse("2026-05-31T23:59:59Z");
        assertThat(checked)
                .isEqualTo(new RunForm.Received(
                        new RunRecorded(
                                USER,
                                RunId.of(USER, "run:1", startedAt),
                                "run:1",
                                7,
                                startedAt,
                                120,
                                "Europe/Berlin",
                                5_012_345,
                                1500,
                                1400,
                                null,
                                151.5),
                        List.of()));
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
            startedAt | "2026-06-01T06:05:01Z" | out-of-range
            startedAt | 1780000000 | wrong-type
            startedAt | "2026-05-31T06:00:00+18:01" | malformed
            startedAt | "2026-05-31T06:00:00+02:60" | malformed
            movingSeconds | "1400" | wrong-type
            elevationGainMeters | "35" | wrong-type
            timeZone | 1 | wrong-type
            distanceMeters | null | required
            distanceMeters | 0.9994 | out-of-range
            distanceMeters | 1000000.0005 | out-of-range
            distanceMeters | 1e999999999 | out-of-range
            distanceMeters | -1e999999999 | out-of-range
            distanceMeters | 1e-999999999 | out-of-range
            distanceMeters | "5012" | wrong-type
            elapsedSeconds | null | required
            elapsedSeconds | 0 | out-of-range
            elapsedSeconds | 604801 | out-of-range
            elapsedSeconds | 0.4 | out-of-range
            elapsedSeconds | 604800.5 | out-of-range
            elapsedSeconds | 1e-999999999 | out-of-range
            elapsedSeconds | -1e-999999999 | out-of-range
            elapsedSeconds | 1e400 | out-of-range
            elapsedSeconds | true | wrong-type
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
            startedAt | "2026-06-01T05:40:00Z"
            startedAt | "2026-06-01t03:30:00.123456789-02:00"
            distanceMeters | 1
            distanceMeters | 5012.345000
            distanceMeters | 5.012e3
            elapsedSeconds | 21601
            elapsedSeconds | 1.5e3
            movingSeconds | 0
            movingSeconds | 1500
            averageHeartRateBpm | 20
            unknown | {"deep":[1]}
            """)
    void takesTheEdges(String member, String value) {
        ObjectNode run = valid();
        run.set(member, JSON.readTree(value));

        assertThat(errors(run, "")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            distanceMeters | 10020.800000000001 | 10020800
            distanceMeters | 5012.3455 | 5012346
            distanceMeters | 5012.34549999 | 5012345
            distanceMeters | 0.9995 | 1000
            distanceMeters | 1000000.00049 | 1000000000
            """)
    void roundsDistancesHalfUpToMillimeters(String member, String value, long millimeters) {
        ObjectNode run = valid();
        run.set(member, JSON.readTree(value));
        run.put("startedAt", "2026-05-01T06:00:00Z");
        run.put("elapsedSeconds", 600_000);

        assertThat(received(run).run().distanceMillimeters()).isEqualTo(millimeters);
    }

    @ParameterizedTest
    @CsvSource({"1500.4, 1500", "1500.5, 1501", "1499.5, 1500", "1500, 1500"})
    void roundsTimesHalfUpToSeconds(String value, int seconds) {
        ObjectNode run = valid();
        run.set("elapsedSeconds", JSON.readTree(value));
        run.set("movingSeconds", JSON.readTree(value));

        assertThat(received(run).run().elapsedSeconds()).isEqualTo(seconds);
        assertThat(received(run).run().movingSeconds()).isEqualTo(seconds);
        assertThat(received(run).dropped()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1501, 1500", "1501.4, 1500", "1500.6, 1500", "-0.4, 0", "1e-999999999, 0"})
    void cutsMovingTimeThatRoundingMadeTooLong(String value, int seconds) {
        ObjectNode run = valid();
        run.set("movingSeconds", JSON.readTree(value));

        assertThat(received(run).run().movingSeconds()).isEqualTo(seconds);
        assertThat(received(run).dropped()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            movingSeconds | -1 | out-of-range
            movingSeconds | 1502 | out-of-range
            movingSeconds | 1e999999999 | out-of-range
            elevationGainMeters | -0.1 | out-of-range
            elevationGainMeters | 20000.1 | out-of-range
            averageHeartRateBpm | 0 | out-of-range
            averageHeartRateBpm | 19.9 | out-of-range
            averageHeartRateBpm | 250.1 | out-of-range
            averageHeartRateBpm | 1e-999999999 | out-of-range
            timeZone | "EST5" | unknown-time-zone
            timeZone | "+02:00" | unknown-time-zone
            timeZone | "UTC+2" | unknown-time-zone
            timeZone | "Europe/Atlantis" | unknown-time-zone
            timeZone | "\\u0000" | unknown-time-zone
            timeZone | "" | unknown-time-zone
            timeZone | " " | unknown-time-zone
            """)
    void takesTheRunWithoutAnOptionalValueThatCannotBeAndTellsSo(String member, String value, String code) {
        ObjectNode run = valid();
        run.set(member, JSON.readTree(value));

        RunForm.Received received = received(run, "/runs/3");

        assertThat(received.run()).isEqualTo(received(valid()).run());
        assertThat(received.dropped()).containsExactly(new DroppedValue("/runs/3/" + member, code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-05-31T06:00:00Z", "2026-05-31T06:00:00.250Z", "2026-05-31T08:00:00.999+02:00"})
    void knowsARunByTheSecondOfItsStart(String startedAt) {
        assertThat(received(valid().put("startedAt", startedAt)).run().runId())
                .isEqualTo(RunId.of(USER, "run:1", Instant.parse("2026-05-31T06:00:00Z")));
    }

    @ParameterizedTest
    @CsvSource({"europe/berlin, Europe/Berlin", "EUROPE/BERLIN, Europe/Berlin", "' Asia/Tokyo ', Asia/Tokyo", "utc, UTC"
    })
    void spellsZonesAsTheirDatabaseDoes(String sent, String zone) {
        assertThat(received(valid().put("timeZone", sent)).run().timeZone()).isEqualTo(zone);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-31T06:00:00+02:00, 120",
        "2026-05-31T06:00:00-03:30, -210",
        "2026-05-31T06:00:00Z, 0",
        "2026-05-31T06:00:00+00:00, 0",
        "2026-05-31T06:00:00-00:00, ",
        "2026-05-31T22:00:00+18:00, 1080",
    })
    void keepsTheOffset(String startedAt, @Nullable Integer minutes) {
        assertThat(received(valid().put("startedAt", startedAt)).run().utcOffsetMinutes())
                .isEqualTo(minutes);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-06-01T05:35:00Z, 1800, true",
        "2026-06-01T05:35:01Z, 1800, false",
        "2026-06-01T05:59:00Z, 604800, false"
    })
    void refusesRunsThatEndInTheFuture(String startedAt, int elapsed, boolean taken) {
        ObjectNode run = valid().put("startedAt", startedAt).put("elapsedSeconds", elapsed);

        assertThat(errors(run, ""))
                .extracting(FieldError::pointer, FieldError::code)
                .isEqualTo(taken ? List.of() : List.of(Tuple.tuple("/elapsedSeconds", "out-of-range")));
    }

    @Test
    void refusesWhatIsFasterThanAnyRunner() {
        ObjectNode run = valid();
        run.put("elapsedSeconds", 400);

        assertThat(errors(run, ""))
                .extracting(FieldError::pointer, FieldError::code)
                .containsExactly(Tuple.tuple("/distanceMeters", "too-fast"));
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
        try {
            form.read(run, base, USER);
            return List.of();
        } catch (Refused refused) {
            return refused.problem().errors();
        }
    }

    private RunForm.Received received(ObjectNode run) {
        return received(run, "");
    }

    private RunForm.Received received(ObjectNode run, String base) {
        return form.read(run, base, USER);
    }

    private static ObjectNode valid() {
        return (ObjectNode) JSON.readTree("""
                {"clientRunId":"run:1","startedAt":"2026-06-01T01:59:59.1239+02:00",
                 "distanceMeters":5012.345,"elapsedSeconds":1500}""");
    }
}
