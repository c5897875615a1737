package io.letsrun.console.traffic;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What the watch has seen, topic by topic. */
@Component
public final class Traffic {

    private static final long UNKNOWN = -1;

    private final TrafficSampler watch;

    Traffic(TrafficSampler watch) {
        this.watch = watch;
    }

    /** Never waits: the last measurement may be some seconds old. */
    public View now() {
        return view(watch.history());
    }

    static View view(History history) {
        List<Sample> samples = history.samples();
        if (samples.isEmpty()) {
            return new View(Optional.empty(), Optional.ofNullable(history.awaySince()), List.of());
        }
        Sample last = samples.getLast();
        TopicNames names = new TopicNames(last.ends().keySet());
        return new View(
                Optional.of(last.at()),
                Optional.ofNullable(history.awaySince()),
                names.work().stream().map(topic -> topic(topic, names, samples)).toList());
    }

    private static TopicTraffic topic(String topic, TopicNames names, List<Sample> samples) {
        Series in = Series.rate(samples, sample -> end(sample, topic));
        return new TopicTraffic(
                topic,
                in,
                samples.getLast().flows().keySet().stream()
                        .filter(flow -> flow.topic().equals(topic))
                        .map(Flow::group)
                        .sorted()
                        .map(group -> group(topic, group, in, names, samples))
                        .toList());
    }

    private static GroupTraffic group(String topic, String group, Series in, TopicNames names, List<Sample> samples) {
        Flow flow = new Flow(topic, group);
        String deadLetters = TopicNames.deadLetters(topic, group);
        Sample last = samples.getLast();
        return new GroupTraffic(
                topic,
                group,
                in,
                Series.rate(samples, sample -> committed(sample, flow)),
                Series.level(samples, sample -> lag(sample, flow)),
                names.retry(topic, group).stream()
                        .mapToLong(retry -> waiting(last, retry))
                        .sum(),
                Series.rate(samples, sample -> end(sample, deadLetters)));
    }

    private static long committed(Sample sample, Flow flow) {
        Sample.GroupPosition progress = sample.flows().get(flow);
        return progress == null ? UNKNOWN : progress.committed();
    }

    private static long lag(Sample sample, Flow flow) {
        return sample.flows().getOrDefault(flow, Sample.GroupPosition.NONE).lag();
    }

    private static long end(Sample sample, String topic) {
        return sample.ends().getOrDefault(topic, UNKNOWN);
    }

    /** In a topic without readers every record waits. */
    private static long waiting(Sample sample, String topic) {
        return sample.flows().entrySet().stream()
                .filter(flow -> flow.getKey().topic().equals(topic))
                .mapToLong(flow -> flow.getValue().lag())
                .min()
                .orElseGet(() -> sample.kept().getOrDefault(topic, 0L));
    }

    /**
     * What can be shown.
     *
     * @param at when it was measured; nothing before the first measurement
     * @param awaySince since when the brokers do not answer; nothing while they do
     */
    public record View(Optional<Instant> at, Optional<Instant> awaySince, List<TopicTraffic> topics) {}
}
