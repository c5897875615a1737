package io.letsrun.delivery.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.contracts.delivery.FailureReason;
import io.letsrun.contracts.event.Topic;
import io.letsrun.delivery.Records;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryChainTest {

    private static final Verdict RETRY = new Verdict.Retry(new IllegalStateException("deadlock"));

    @Test
    void leadFromTheMainTopicThroughTheTiersToTheDeadLetters() {
        RetryChain chain = Records.chain(Duration.ofSeconds(5), Duration.ofSeconds(30));

        assertThat(chain.retries()).containsExactly(Records.RETRY, Records.RETRY + "-0", Records.RETRY + "-1");
        assertThat(chain.derived())
                .extracting(Topic::name)
                .containsExactly(Records.RETRY, Records.RETRY + "-0", Records.RETRY + "-1", Records.DEAD_LETTERS);
        assertThat(List.of("letsrun.runs", Records.RETRY, Records.RETRY + "-0", Records.RETRY + "-1"))
                .extracting(topic -> step(chain, topic).afterwards().name())
                .containsExactly(Records.RETRY, Records.RETRY + "-0", Records.RETRY + "-1", Records.DEAD_LETTERS);
        assertThat(chain.waits(Records.RETRY)).isFalse();
        assertThat(chain.waits(Records.RETRY + "-1")).isTrue();
    }

    @Test
    void exhaustRetriesAtTheLastOne() {
        RetryChain chain = Records.chain(Duration.ofSeconds(5));

        assertThat(step(chain, Records.RETRY).last(RETRY)).isEqualTo(RETRY);
        assertThat(step(chain, Records.RETRY + "-0").last(RETRY))
                .isInstanceOfSatisfying(
                        Verdict.DeadLettered.class,
                        dead -> assertThat(dead.reason()).isEqualTo(FailureReason.RETRIES_EXHAUSTED));
        assertThat(step(chain, Records.RETRY + "-0").last(Verdict.STORED)).isEqualTo(Verdict.STORED);
    }

    @Test
    void mayHaveNoTiers() {
        assertThat(step(Records.chain(), Records.RETRY).last(RETRY)).isInstanceOf(Verdict.DeadLettered.class);
    }

    private static RetryStep step(RetryChain chain, String topic) {
        return chain.of(Records.in(topic, 0, 0, 1));
    }
}
