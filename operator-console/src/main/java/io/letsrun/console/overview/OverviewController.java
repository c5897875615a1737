package io.letsrun.console.overview;

import org.springframework.web.reactive.result.view.Rendering;
import io.letsrun.console.traffic.TrafficSampler;
import io.letsrun.console.web.Section;
import io.letsrun.console.web.View;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
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
}
