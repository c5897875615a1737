package io.letsrun.delivery;

import io.letsrun.contracts.delivery.GroupTopics;
import io.letsrun.contracts.event.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The way of a record that fails for a passing reason: the main topic, the first retry topic, then a topic for each delay. */
final class Stages {

    private final Map<String, Stage> byTopic = new LinkedHashMap<>();
    private final List<String> retries = new ArrayList<>();

    Stages(GroupTopics topics, List<Duration> delays) {
        add(new Stage(topics, topics.topic(), Duration.ZERO, topics.retry()));
        add(new Stage(topics, topics.retry(), Duration.ZERO, tier(topics, delays, 0)));
        for (int tier = 0; tier < delays.size(); tier++) {
            add(new Stage(topics, topics.retry(tier), delays.get(tier), tier(topics, delays, tier + 1)));
        }
    }

    private static @Nullable Topic tier(GroupTopics topics, List<Duration> delays, int tier) {
        return tier < delays.size() ? topics.retry(tier) : null;
    }

    private void add(Stage stage) {
        byTopic.put(stage.topic().name(), stage);
        if (!stage.main()) {
            retries.add(stage.topic().name());
        }
    }

    /** Returns the main topic's name. */
    String main() {
        return byTopic.values().iterator().next().topic().name();
    }

    Stage of(ConsumerRecord<?, ?> record) {
        return Objects.requireNonNull(byTopic.get(record.topic()), record.topic());
    }

    /** Returns whether records of the topic wait before they are tried. */
    boolean waits(String topic) {
        return !Objects.requireNonNull(byTopic.get(topic), topic).delay().isZero();
    }

    /** Returns the topics a failed record may go to, which need as many partitions as the main one. */
    List<Topic> derived() {
        Stage first = byTopic.values().iterator().next();
        return Stream.concat(
                        byTopic.values().stream().filter(stage -> !stage.main()).map(Stage::topic),
                        Stream.of(first.topics().deadLetters()))
                .toList();
    }

    /** Returns the names of the retry topics, in the order in which a record passes through them. */
    List<String> retries() {
        return List.copyOf(retries);
    }

    /** Returns the verdicts that hold, each at its record's stage. */
    List<Verdict> last(List<ConsumerRecord<byte[], byte[]>> records, List<Verdict> verdicts) {
        List<Verdict> last = new ArrayList<>(verdicts.size());
        for (int i = 0; i < verdicts.size(); i++) {
            last.add(of(records.get(i)).last(verdicts.get(i)));
        }
        return last;
    }
}
