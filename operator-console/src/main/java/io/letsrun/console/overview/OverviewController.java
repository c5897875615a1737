package io.letsrun.console.overview;

import io.letsrun.console.overview.OpenLetters.Counts;
import io.letsrun.console.traffic.Traffic;
import io.letsrun.console.traffic.Traffic.TopicTraffic;
import io.letsrun.console.traffic.TrafficSampler;
import io.letsrun.console.web.Figures;
import io.letsrun.console.web.Section;
import io.letsrun.console.web.View;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** The first page, and the part of it that updates itself. */
@Controller
final class OverviewController {

    private final TrafficSampler traffic;
    private final OpenLetters letters;
    private final Clock clock;

    OverviewController(TrafficSampler traffic, OpenLetters letters, Clock clock) {
        this.traffic = traffic;
        this.letters = letters;
        this.clock = clock;
    }

    @GetMapping("/")
    Mono<Rendering> page() {
        return show("overview/page.jte");
    }

    @GetMapping("/overview/flows")
    Mono<Rendering> flows() {
        return show("overview/flows.jte");
    }

    /** Without the database there is still the flow. */
    private Mono<Rendering> show(String template) {
        return letters.counts()
                .map(Optional::of)
                .onErrorReturn(Optional.empty())
                .map(open -> OverviewView.of(traffic.now(), open.orElse(null), clock.instant()))
                .map(view -> new View(template, "Overview", Section.OVERVIEW, view).rendering());
    }

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
                    seen.topics().stream()
                            .filter(topic -> topic.groups().isEmpty())
                            .toList());
        }
    }
}
