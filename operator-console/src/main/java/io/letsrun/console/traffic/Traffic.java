package io.letsrun.console.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What has been measured, topic by topic.
 *
 * @param at when it was measured; nothing before the first measurement
 * @param awaySince since when the brokers do not answer; nothing while they do
 */
public record Traffic(Optional<Instant> at, Optional<Instant> awaySince, List<TopicTraffic> topics) {

    private static final long UNKNOWN = -1;

    /** Longer than an attempt and the pause after it, while all is well. */
    private static final Duration STOPPED_AFTER = Duration.ofSeconds(10);

    /** Of a retry or dead-letter topic, which a group has for a topic of work. */
    private static final Pattern OF_A_GROUP = Pattern.compile(".+\\.(retry(-\\d+)?|dlt)");

    /**
     * A topic of work and its consumer groups.
     *
     * @param in records a second into it
     */
    public record TopicTraffic(String topic, Series in, List<GroupTraffic> groups) {}

    /**
     * A group at work on a topic.
     *
     * @param in records a second into the topic
     * @param out records a second that the group commits
     * @param lag records it has not committed
     * @param retrying records that wait in the group's retry topics
     * @param dead records a second into its dead-letter topic
     * @param stopped partitions with records of which none was committed for ten seconds
     */
    public record GroupTraffic(
            String topic,
            String group,
            Series in,
            Series out,
            Series lag,
            long retrying,
            Series dead,
            List<Integer> stopped) {

        /** When the lag will be gone, if both rates stay; nothing when they would never end it. */
        public Optional<Duration> toDrain() {
            return drain(lag.now(), in.now(), out.now());
        }

        static Optional<Duration> drain(double lag, double in, double out) {
            if (lag <= 0) {
                return Optional.of(Duration.ZERO);
            }
            double gained = out - in;
            double seconds = Math.ceil(lag / gained);
            return gained > 0 && seconds < Integer.MAX_VALUE
                    ? Optional.of(Duration.ofSeconds((long) seconds))
                    : Optional.empty();
        }
    }

    static Traffic of(List<Sample> samples, @Nullable Instant awaySince) {
        if (samples.isEmpty()) {
            return new Traffic(Optional.empty(), Optional.ofNullable(awaySince), List.of());
        }
        Sample last = samples.getLast();
        return new Traffic(
                Optional.of(last.at()),
                Optional.ofNullable(awaySince),
                last.ends().keySet().stream()
                        .filter(name -> !OF_A_GROUP.matcher(name).matches())
                        .map(topic -> topic(topic, samples))
                        .toList());
    }

    private static TopicTraffic topic(String topic, List<Sample> samples) {
        Series in = Series.rate(samples, sample -> end(sample, topic));
        return new TopicTraffic(
                topic,
                in,
                samples.getLast().flows().keySet().stream()
                        .filter(flow -> flow.topic().equals(topic))
                        .map(Flow::group)
                        .sorted()
                        .map(group -> group(new Flow(topic, group), in, samples))
                        .toList());
    }

    private static GroupTraffic group(Flow flow, Series in, List<Sample> samples) {
        String ofGroup = flow.topic() + '.' + flow.group();
        return new GroupTraffic(
                flow.topic(),
                flow.group(),
                in,
                Series.rate(samples, sample -> committed(sample, flow)),
                Series.level(samples, sample -> lag(sample, flow)),
                retrying(samples.getLast(), ofGroup + ".retry"),
                Series.rate(samples, sample -> end(sample, ofGroup + ".dlt")),
                stopped(flow, samples));
    }

    private static List<Integer> stopped(Flow flow, List<Sample> samples) {
        Instant before = samples.getLast().at().minus(STOPPED_AFTER);
        Map<Integer, Long> now = behind(samples.getLast(), flow);
        return samples.reversed().stream()
                .filter(sample -> !sample.at().isAfter(before))
                .findFirst()
                .map(sample -> behind(sample, flow).entrySet().stream()
                        .filter(then -> then.getValue().equals(now.get(then.getKey())))
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList())
                .orElse(List.of());
    }

    private static Map<Integer, Long> behind(Sample sample, Flow flow) {
        return sample.flows().getOrDefault(flow, Sample.GroupPosition.NONE).behind();
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

    /** Over all tiers. */
    private static long retrying(Sample sample, String first) {
        Pattern tiers = Pattern.compile(Pattern.quote(first) + "(-\\d+)?");
        Set<String> topics = sample.ends().keySet();
        return topics.stream()
                .filter(tiers.asMatchPredicate())
                .mapToLong(topic -> waiting(sample, topic))
                .sum();
    }

    /** In a topic without readers every record waits. */
    private static long waiting(Sample sample, String topic) {
        return sample.flows().entrySet().stream()
                .filter(flow -> flow.getKey().topic().equals(topic))
                .mapToLong(flow -> flow.getValue().lag())
                .min()
                .orElseGet(() -> sample.kept().getOrDefault(topic, 0L));
    }
}
