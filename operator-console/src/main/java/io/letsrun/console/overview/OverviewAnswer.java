package io.letsrun.console.overview;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.letsrun.console.overview.OpenLetters.Counts;
import io.letsrun.console.overview.OpenLetters.Open;
import io.letsrun.console.traffic.GroupTraffic;
import io.letsrun.console.traffic.TopicTraffic;
import io.letsrun.console.traffic.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What flows, for programs.
 *
 * @param at when it was measured; missing before the first measurement
 * @param awaySince since when the brokers do not answer; missing while they do
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OverviewAnswer(@Nullable Instant at, @Nullable Instant awaySince, List<Topic> topics) {

    static OverviewAnswer of(Traffic.View traffic, @Nullable Counts open) {
        return new OverviewAnswer(
                traffic.at().orElse(null),
                traffic.awaySince().orElse(null),
                traffic.topics().stream().map(topic -> topic(topic, open)).toList());
    }

    private static Topic topic(TopicTraffic topic, @Nullable Counts open) {
        return new Topic(
                topic.topic(),
                topic.in().now(),
                topic.groups().stream().map(group -> group(group, open)).toList());
    }

    private static Group group(GroupTraffic group, @Nullable Counts open) {
        return new Group(
                group.group(),
                group.out().now(),
                Math.round(group.lag().now()),
                group.toDrain().map(Duration::toSeconds).orElse(null),
                group.retrying(),
                group.dead().now(),
                open == null ? null : open.of(group.topic(), group.group()));
    }

    /** @param rateIn records a second */
    record Topic(String topic, double rateIn, List<Group> groups) {}

    /**
     * A group at work.
     *
     * @param rateOut records a second
     * @param secondsToDrain missing when the lag would never end at these rates
     * @param retrying records in retry topics
     * @param rateDead records a second into the dead-letter topic
     * @param deadLetters the open ones; missing while the database does not answer
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Group(
            String group,
            double rateOut,
            long lag,
            @Nullable Long secondsToDrain,
            long retrying,
            double rateDead,
            @Nullable Open deadLetters) {}
}
