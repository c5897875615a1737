package io.letsrun.delivery.retry;

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
public final class RetryChain {

    private final Map<String, RetryStep> byTopic = new LinkedHashMap<>();
    private final List<String> retries = new ArrayList<>();

    public RetryChain(GroupTopics topics, List<Duration> delays) {
        add(new RetryStep(topics, topics.topic(), Duration.ZERO, topics.retry()));
        add(new RetryStep(topics, topics.retry(), Duration.ZERO, tier(topics, delays, 0)));
        for (int tier = 0; tier < delays.size(); tier++) {
            add(new RetryStep(topics, topics.retry(tier), delays.get(tier), tier(topics, delays, tier + 1)));
        }
    }

    private static @Nullable Topic tier(GroupTopics topics, List<Duration> delays, int tier) {
        return tier < delays.size() ? topics.retry(tier) : null;
    }

    private void add(RetryStep step) {
        byTopic.put(step.topic().name(), step);
        if (!step.main()) {
            retries.add(step.topic().name());
        }
    }

    /** Returns the main topic's name. */
    public String main() {
        return byTopic.values().iterator().next().topic().name();
    }

    public RetryStep of(ConsumerRecord<?, ?> record) {
        return Objects.requireNonNull(byTopic.get(record.topic()), record.topic());
    }

    /** Returns whether records of the topic wait before they are tried. */
    public boolean waits(String topic) {
        return !Objects.requireNonNull(byTopic.get(topic), topic).delay().isZero();
    }

    /** Returns the topics a failed record may go to, which need as many partitions as the main one. */
    public List<Topic> derived() {
        RetryStep first = byTopic.values().iterator().next();
        return Stream.concat(
                        byTopic.values().stream().filter(step -> !step.main()).map(RetryStep::topic),
                        Stream.of(first.topics().deadLetters()))
                .toList();
    }

    /** Returns the names of the retry topics, in the order in which a record passes through them. */
    public List<String> retries() {
        return List.copyOf(retries);
    }

    /** Returns the verdicts that hold, each at its record's step. */
    public List<Verdict> last(List<ConsumerRecord<byte[], byte[]>> records, List<Verdict> verdicts) {
        List<Verdict> last = new ArrayList<>(verdicts.size());
        for (int i = 0; i < verdicts.size(); i++) {
            last.add(of(records.get(i)).last(verdicts.get(i)));
        }
        return last;
    }
}
