package io.letsrun.signup.account;

import io.letsrun.contracts.event.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Declares the topic of outcomes, which nobody else may have done yet: its consumers may never have run. */
@Component
@EnableConfigurationProperties(OutcomesTopic.Shape.class)
final class OutcomesTopic {

    private static final Duration FOR_GOOD = Duration.ofNanos(Long.MAX_VALUE);

    private final Mono<Void> declared;

    OutcomesTopic(KafkaAdmin admin, Shape shape) {
        NewTopic topic = shape.topic();
        // The admin client waits, so off the event loops; what failed is tried again by the next batch.
        this.declared = Mono.<Void>fromRunnable(() -> admin.createOrModifyTopics(topic))
                .subscribeOn(Schedulers.boundedElastic())
                .cache(value -> FOR_GOOD, error -> Duration.ZERO, () -> FOR_GOOD);
    }

    /** Completes when the topic is there: at once, after the first time. */
    Mono<Void> declared() {
        return declared;
    }

    /**
     * As delivery declares the topics that are consumed.
     *
     * @param partitions 1 or more, default 12
     * @param replication absent: the broker's default
     */
    @ConfigurationProperties("letsrun.topics")
    record Shape(
            @DefaultValue("12") int partitions, @Nullable Short replication) {

        NewTopic topic() {
            return new NewTopic(
                            Topics.SIGNUP_OUTCOMES.name(), Optional.of(partitions), Optional.ofNullable(replication))
                    .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
        }
    }
}
