package io.letsrun.console.overview;

import io.letsrun.console.traffic.Traffic;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The overview for programs. */
@RestController
final class OverviewController {

    private final Traffic traffic;
    private final OpenLetters letters;

    OverviewController(Traffic traffic, OpenLetters letters) {
        this.traffic = traffic;
        this.letters = letters;
    }

    /** Without the database there is still the flow. */
    @GetMapping("/api/v1/overview")
    Mono<OverviewAnswer> overview() {
        return letters.counts()
                .map(open -> OverviewAnswer.of(traffic.now(), open))
                .onErrorResume(error -> Mono.fromSupplier(() -> OverviewAnswer.of(traffic.now(), null)));
    }
}
