package io.letsrun.console.overview;

import io.letsrun.console.overview.OpenLetters.Counts;
import io.letsrun.console.traffic.TopicTraffic;
import io.letsrun.console.traffic.Traffic;
import io.letsrun.console.web.Figures;
import io.letsrun.console.web.Pages;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The first page, and the part of it that updates itself. */
@Controller
final class OverviewPages {

    private static final Duration SPAN = Duration.ofMinutes(5);

    private final Pages pages;
    private final Traffic traffic;
    private final OpenLetters letters;
    private final Clock clock;

    OverviewPages(Pages pages, Traffic traffic, OpenLetters letters, Clock clock) {
        this.pages = pages;
        this.traffic = traffic;
        this.letters = letters;
        this.clock = clock;
    }

    @GetMapping("/")
    Mono<ResponseEntity<byte[]>> page(ServerWebExchange exchange) {
        return view(OverviewView.PAGE).flatMap(view -> pages.show(exchange, view));
    }

    @GetMapping("/overview/flows")
    Mono<ResponseEntity<byte[]>> flows(ServerWebExchange exchange) {
        return view(OverviewView.PART).flatMap(view -> pages.show(exchange, view));
    }

    private Mono<OverviewView> view(String template) {
        return letters.counts()
                .map(open -> view(template, open))
                .onErrorResume(error -> Mono.fromSupplier(() -> view(template, null)));
    }

    private OverviewView view(String template, @Nullable Counts open) {
        Traffic.View seen = traffic.now();
        Instant now = clock.instant();
        FlowCards cards = new FlowCards(now, SPAN, open, seen.awaySince().isPresent());
        return new OverviewView(
                template,
                seen.at()
                        .map(at -> "Measured " + Figures.moment(at) + " UTC.")
                        .orElse("Nothing has been measured yet."),
                seen.awaySince().map(since -> away(since, now)).orElse(""),
                seen.topics().stream()
                        .flatMap(topic -> topic.groups().stream())
                        .map(cards::card)
                        .toList(),
                idle(seen.topics()));
    }

    private static List<OverviewView.Idle> idle(List<TopicTraffic> topics) {
        return topics.stream()
                .filter(topic -> topic.groups().isEmpty())
                .map(topic -> new OverviewView.Idle(
                        topic.topic(), Figures.rate(topic.in().now())))
                .toList();
    }

    private static String away(Instant since, Instant now) {
        return "Kafka has not answered for " + Figures.duration(Duration.between(since, now))
                + ". What you see is from before.";
    }
}
