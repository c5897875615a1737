package io.letsrun.console.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.letsrun.contracts.run.RunDeleted;
import io.letsrun.contracts.run.RunId;
import io.letsrun.contracts.run.RunRecorded;
import io.letsrun.contracts.signup.SignupRequested;
import io.letsrun.edge.problem.FieldError;
import io.letsrun.edge.problem.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PayloadRulesTest {

    private static final String TYPE = RunDeleted.TYPE.name();
    private static final String GOOD = """
            {"userId":"0190a0b0-c0d0-8ccf-8a1b-2c3d4e5f6071","runId":"016f0e5c-ad00-7000-8000-000000000000","version":3}""";

    private final PayloadRules rules = new PayloadRules();

    @Test
    void passesWhatItsConsumerCanRead() {
        assertThat(rules.check(TYPE, " " + GOOD, null).partitionKey())
                .isEqualTo("0190a0b0-c0d0-8ccf-8a1b-2c3d4e5f6071");
    }

    @Test
    void pointsAtWhatBreaksTheSchema() {
        assertThat(pointers(TYPE, GOOD.replace("3}", "0}"))).containsExactly("/version");
        assertThat(pointers(TYPE, GOOD.replace("version", "vers"))).containsExactly("/version");
        assertThat(pointers(TYPE, GOOD.replace("0190a0b0-", "x"))).containsExactly("/userId");
        assertThat(pointers(TYPE, "[]")).containsExactly("");
    }

    @Test
    void refusesWhatIsNotJsonAndWhatHasNoKnownType() {
        assertThat(pointers(TYPE, "{")).containsExactly("");
        assertThat(pointers(TYPE, "")).containsExactly("");
        assertThat(pointers(TYPE, GOOD + "x")).containsExactly("");
        assertThat(pointers(null, GOOD)).containsExactly("");
        assertThat(pointers("letsrun.run-deleted.v9", GOOD)).containsExactly("");
    }

    private List<String> pointers(@Nullable String type, String payload) {
        return pointers(type, payload, null);
    }

    private List<String> pointers(@Nullable String type, String payload, byte @Nullable [] original) {
        try {
            rules.check(type, payload, original);
            return List.of("good");
        } catch (Refused refused) {
            return refused.problem().errors().stream().map(FieldError::pointer).toList();
        }
    }

    private static final UUID USER = UUID.fromString("0190a0b0-c0d0-8ccf-8a1b-2c3d4e5f6071");
    private static final Instant START = Instant.parse("2026-01-02T06:00:00Z");

    @Test
    void refusesToEditWhatFollowsFromTheRunsId() {
        String run = run(START);

        assertThat(edited(RunRecorded.TYPE.name(), run, run.replace("06:00:00Z", "07:00:00Z")))
                .containsExactly("/startedAt");
        assertThat(edited(RunRecorded.TYPE.name(), run, run.replace("\"c-1\"", "\"c-2\"")))
                .containsExactly("/clientRunId");
        assertThat(edited(RunRecorded.TYPE.name(), run, run.replace("0190a0b0", "0190a0b1")))
                .containsExactly("/userId");
        assertThat(edited(RunRecorded.TYPE.name(), run, run.replace("5000000", "6000000")))
                .containsExactly("good");
        assertThat(edited(RunRecorded.TYPE.name(), run, run.replace("06:00:00Z", "06:00:00.000Z")))
                .containsExactly("good");
        assertThat(edited(RunRecorded.TYPE.name(), run, run(START.plusSeconds(60))))
                .containsExactly("good");
    }

    @Test
    void refusesToEditWhoAnEventIsAbout() {
        String signup = """
                {"userId":"%s","email":"Ada@example.org","emailKey":"ada@example.org","firstName":"Ada","lastName":"N","requestedAt":"2026-01-02T06:00:00Z"}""".formatted(USER);

        String type = SignupRequested.TYPE.name();
        assertThat(edited(type, signup, signup.replace("0190a0b0", "0190a0b1"))).containsExactly("/userId");
        assertThat(edited(type, signup, signup.replace("\"Ada@", "\"Eve@"))).containsExactly("/email");
        assertThat(edited(type, signup, signup.replace("\"Ada@", "\"ADA@"))).containsExactly("good");
        String ofTheSameBucket = signup.replace("\"ada@", "\"ada92@").replace("\"Ada@", "\"Ada92@");
        assertThat(edited(type, signup, ofTheSameBucket)).containsExactly("/emailKey");
        assertThat(edited(type, signup, signup.replace("\"ada@", "\"eve@"))).containsExactly("");
        assertThat(edited(TYPE, GOOD, GOOD.replace("0190a0b0", "0190a0b1"))).containsExactly("/userId");
    }

    private static String run(Instant start) {
        return """
                {"userId":"%s","runId":"%s","clientRunId":"c-1","version":1,"startedAt":"%s","distanceMillimeters":5000000,"elapsedSeconds":1500}""".formatted(USER, RunId.of(USER, "c-1", start), start);
    }

    private List<String> edited(String type, String original, String payload) {
        return pointers(type, payload, original.getBytes(StandardCharsets.UTF_8));
    }
}
