package io.letsrun.contracts.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.contracts.event.Topic;
import io.letsrun.contracts.event.Topics;
import org.junit.jupiter.api.Test;

class GroupTopicsTest {

    private final GroupTopics topics = new GroupTopics(Topics.SIGNUP_OUTCOMES, "profile-consumer");

    @Test
    void areNamedAfterTopicAndGroupAndNeverCompacted() {
        assertThat(topics.retry())
                .isEqualTo(new Topic("letsrun.signup-outcomes.profile-consumer.retry", false, 2_097_152));
        assertThat(topics.retry(2))
                .isEqualTo(new Topic("letsrun.signup-outcomes.profile-consumer.retry-2", false, 2_097_152));
        assertThat(topics.deadLetters())
                .isEqualTo(new Topic("letsrun.signup-outcomes.profile-consumer.dlt", false, 2_097_152));
    }
}
