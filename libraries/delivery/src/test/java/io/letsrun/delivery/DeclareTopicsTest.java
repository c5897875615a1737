package io.letsrun.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.contracts.event.Topic;
import io.letsrun.contracts.event.Topics;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeclareTopicsTest {

    private static final List<Duration> DELAYS = List.of(Duration.ofSeconds(5), Duration.ofSeconds(30));

    @Test
    void declaresEachMainTopic() {
        assertThat(DeclareTopics.topics(DELAYS))
                .containsOnlyKeys(Topics.SIGNUPS, Topics.SIGNUP_OUTCOMES, Topics.RUNS, Topics.REPLAY_RESULTS);
    }

    @Test
    void declaresATopicForEachRetryDelay() {
        assertThat(DeclareTopics.topics(DELAYS).get(Topics.RUNS))
                .extracting(Topic::name)
                .containsExactly(
                        "letsrun.runs.profile-consumer.retry",
                        "letsrun.runs.profile-consumer.retry-0",
                        "letsrun.runs.profile-consumer.retry-1",
                        "letsrun.runs.profile-consumer.dlt");
    }
}
