package io.letsrun.local.stack;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.letsrun.local.Refusal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QuorumTest {

    private static final List<String> THREE = List.of("kafka-1", "kafka-2", "kafka-3");

    @Test
    void refusesOneOfThreeWhenNoOtherRuns() {
        assertThatThrownBy(() -> Stack.requireQuorum(THREE, Set.of("kafka-2"), Set.of("postgres")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("start kafka-1 or kafka-3 with it");
    }

    @Test
    void letsTwoOfThreeStartTogether() {
        assertThatCode(() -> Stack.requireQuorum(THREE, Set.of("kafka-2", "kafka-3"), Set.of()))
                .doesNotThrowAnyException();
    }

    @Test
    void letsOneJoinAnother() {
        assertThatCode(() -> Stack.requireQuorum(THREE, Set.of("kafka-2"), Set.of("kafka-1")))
                .doesNotThrowAnyException();
    }

    @Test
    void hasNothingAgainstTheOnlyOne() {
        assertThatCode(() -> Stack.requireQuorum(List.of("kafka"), Set.of("kafka"), Set.of()))
                .doesNotThrowAnyException();
    }

    @Test
    void hasNothingAgainstOthers() {
        assertThatCode(() -> Stack.requireQuorum(THREE, Set.of("redis"), Set.of()))
                .doesNotThrowAnyException();
    }
}
