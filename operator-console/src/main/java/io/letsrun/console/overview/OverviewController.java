package io.letsrun.console.overview;

import io.letsrun.console.overview.OpenLetters.Counts;
import io.letsrun.console.traffic.Traffic;
import io.letsrun.console.web.Pages;
import io.letsrun.console.web.Section;
import io.letsrun.console.web.View;
import java.time.Clock;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The first page, the part of it that updates itself, and the same for programs. */
@Controller
final class OverviewController {

    private final Pages pages;
    private final Traffic traffic;
    private final OpenLetters letters;
    private final Clock clock;

    OverviewController(Pages pages, Traffic traffic, OpenLetters letters, Clock clock) {
        this.pages = pages;
        this.traffic = traffic;
        this.letters = letters;
        this.clock = clock;
    }

    @GetMapping("/api/v1/overview")
    @ResponseBody
    Mono<OverviewAnswer> overview() {
        return open().map(open -> OverviewAnswer.of(traffic.now(), open.orElse(null)));
    }

    @GetMapping("/")
    Mono<ResponseEntity<byte[]>> page(ServerWebExchange exchange) {
        return show(exchange, "overview/page.jte");
    }

    @GetMapping("/overview/flows")
    Mono<ResponseEntity<byte[]>> flows(ServerWebExchange exchange) {
        return show(exchange, "overview/flows.jte");
    }

    private Mono<ResponseEntity<byte[]>> show(ServerWebExchange exchange, String template) {
        return open().map(open -> OverviewView.of(traffic.now(), open.orElse(null), clock.instant()))
                .map(view -> new View(template, "Overview", Section.OVERVIEW, view))
                .flatMap(view -> pages.show(exchange, view));
    }

    /** Without the database there is still the flow. */
    private Mono<Optional<Counts>> open() {
        return letters.counts().map(Optional::of).onErrorReturn(Optional.empty());
    }
}
