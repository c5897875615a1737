package io.letsrun.console.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.letsrun.contracts.run.RunDeleted;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PayloadRulesTest {

    private static final String TYPE = RunDeleted.TYPE.name();
    private static final String GOOD = """
            {"userId":"0190a0b0-c0d0-7e0f-8a1b-2c3d4e5f6071","runId":"016f0e5c-ad00-7000-8000-000000000000","version":3}""";

    private final PayloadRules rules = new PayloadRules();

    @Test
    void passesWhatItsConsumerCanReadByteForByte() {
        assertThat(rules.check(TYPE, " " + GOOD))
                .asInstanceOf(type(PayloadRules.Verdict.Good.class))
                .satisfies(good -> {
                    assertThat(good.payload()).asString().isEqualTo(" " + GOOD);
                    assertThat(good.event().partitionKey()).isEqualTo("0190a0b0-c0d0-7e0f-8a1b-2c3d4e5f6071");
                });
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
        return switch (rules.check(type, payload)) {
            case PayloadRules.Verdict.Good good -> List.of("good");
            case PayloadRules.Verdict.Broken broken ->
                broken.errors().stream().map(PayloadError::pointer).toList();
        };
    }
}
