package io.letsrun.delivery;

import io.letsrun.contracts.delivery.ConsumerGroups;
import io.letsrun.contracts.delivery.GroupTopics;
import io.letsrun.contracts.event.Topic;
import io.letsrun.delivery.listening.DeliveryProperties;
import io.letsrun.delivery.retry.RetryChain;
import io.letsrun.delivery.topics.TopicDeclarations;
import io.letsrun.delivery.topics.TopicProperties;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Declares the topics of every group, and ends: with 0 when all are there and led, with another code otherwise. Runs on the class
 * path of any consuming service, with that service's settings, so that what it declares and what the service declares is the same.
 */
public final class DeclareTopics {

    private static final Logger log = LoggerFactory.getLogger(DeclareTopics.class);

    private DeclareTopics() {}

    public static void main(String[] arguments) {
        SpringApplicationBuilder settings = new SpringApplicationBuilder(Settings.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false);
        try (ConfigurableApplicationContext context = settings.run(arguments)) {
            Map<Topic, List<Topic>> topics =
                    topics(context.getBean(DeliveryProperties.class).retryDelays());
            KafkaAdmin admin =
                    new KafkaAdmin(context.getBean(KafkaProperties.class).buildAdminProperties());
            new TopicDeclarations(admin, context.getBean(TopicProperties.class)).declare(topics.keySet(), topics);
            log.atInfo()
                    .addKeyValue(
                            "topics", topics.keySet().stream().map(Topic::name).toList())
                    .log("All topics are there, with their retry and dead-letter topics");
        }
    }

    /** Returns, by main topic, the topics derived from it. */
    static Map<Topic, List<Topic>> topics(List<Duration> retryDelays) {
        Map<Topic, List<Topic>> topics = new LinkedHashMap<>();
        for (GroupTopics group : ConsumerGroups.ALL) {
            topics.merge(group.topic(), new RetryChain(group, retryDelays).derived(), DeclareTopics::both);
        }
        return topics;
    }

    private static List<Topic> both(List<Topic> some, List<Topic> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties({DeliveryProperties.class, TopicProperties.class, KafkaProperties.class})
    static class Settings {}
}
