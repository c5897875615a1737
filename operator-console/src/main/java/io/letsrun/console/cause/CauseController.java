package io.letsrun.console.cause;

import io.letsrun.console.search.LetterQuery;
import io.letsrun.edge.problem.Refused;
import java.util.List;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Shows causes to programs. */
@RestController
final class CauseController {

    private final Causes causes;

    CauseController(Causes causes) {
        this.causes = causes;
    }

    @GetMapping("/api/v1/causes")
    Mono<Found> causes(
            @RequestParam MultiValueMap<String, String> query, @RequestParam(defaultValue = "") String state) {
        boolean openOnly = openOnly(state);
        return causes.list(LetterQuery.of(query).filter(), openOnly).map(Found::new);
    }

    private static boolean openOnly(String state) {
        return switch (state) {
            case "open" -> true;
            case "" -> false;
            default -> throw Refused.invalid("/state", "unknown-value", "must be open, or left out");
        };
    }

    record Found(List<Cause> items) {}
}
