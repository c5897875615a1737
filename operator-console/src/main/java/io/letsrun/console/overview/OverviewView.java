package io.letsrun.console.overview;

import io.letsrun.console.overview.OpenLetters.Counts;
import io.letsrun.console.traffic.Traffic.TopicTraffic;
import io.letsrun.console.traffic.Traffic;
import io.letsrun.console.web.Figures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What flows.
 *
 * @param away in words, when the brokers do not answer
 * @param idle topics that nobody reads
 */
record OverviewView(String measured, String away, List<FlowCard> flows, List<TopicTraffic> idle) {

    /** @param open null while the database does not answer */
    static OverviewView of(Traffic seen, @Nullable Counts open, Instant now) {
        boolean away = seen.awaySince().isPresent();
        return new OverviewView(
                seen.at()
                        .map(at -> "Measured " + Figures.moment(at) + " UTC.")
                        .orElse("Nothing has been measured yet."),
                seen.awaySince()
                        .map(since -> "Kafka has not answered for " + Figures.duration(Duration.between(since, now))
                                + ". What you see is from before.")
                        .orElse(""),
                seen.topics().stream()
                        .flatMap(topic -> topic.groups().stream())
                        .map(flow -> new FlowCard(
                                flow, open == null ? null : open.of(flow.topic(), flow.group()), now, away))
                        .toList(),
                seen.topics().stream().filter(topic -> topic.groups().isEmpty()).toList());
    }
}
