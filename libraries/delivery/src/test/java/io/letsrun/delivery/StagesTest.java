package io.letsrun.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.contracts.delivery.FailureReason;
import io.letsrun.contracts.event.Topic;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StagesTest {

    private static final Verdict RETRY = new Verdict.Retry(new IllegalStateException("deadlock"));

    @Test
    void leadFromTheMainTopicThroughTheTiersToTheDeadLetters() {
        Stages stages = Records.stages(Duration.ofSeconds(5), Duration.ofSeconds(30));

        assertThat(stages.retries()).containsExactly(Records.RETRY, Records.RETRY + "-0", Records.RETRY + "-1");
        assertThat(stages.derived())
                .extracting(Topic::name)
                .containsExactly(Records.RETRY, Records.RETRY + "-0", Records.RETRY + "-1", Records.DEAD_LETTERS);
        assertThat(List.of("letsrun.runs", Records.RETRY, Records.RETRY + "-0", Records.RETRY + "-1"))
                .extracting(topic -> stage(stages, topic).afterwards().name())
                .containsExactly(Records.RETRY, Records.RETRY + "-0", Records.RETRY + "-1", Records.DEAD_LETTERS);
        assertThat(stages.waits(Records.RETRY)).isFalse();
        assertThat(stages.waits(Records.RETRY + "-1")).isTrue();
    }

    @Test
    void exhaustRetriesAtTheLastOne() {
        Stages stages = Records.stages(Duration.ofSeconds(5));

        assertThat(stage(stages, Records.RETRY).last(RETRY)).isEqualTo(RETRY);
        assertThat(stage(stages, Records.RETRY + "-0").last(RETRY))
                .isInstanceOfSatisfying(
                        Verdict.Dead.class,
                        dead -> assertThat(dead.reason()).isEqualTo(FailureReason.RETRIES_EXHAUSTED));
        assertThat(stage(stages, Records.RETRY + "-0").last(Verdict.STORED)).isEqualTo(Verdict.STORED);
    }

    @Test
    void mayHaveNoTiers() {
        assertThat(stage(Records.stages(), Records.RETRY).last(RETRY)).isInstanceOf(Verdict.Dead.class);
    }

    private static Stage stage(Stages stages, String topic) {
        return stages.of(Records.in(topic, 0, 0, 1));
    }
}
