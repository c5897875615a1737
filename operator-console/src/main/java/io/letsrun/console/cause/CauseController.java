package io.letsrun.console.cause;

import io.letsrun.edge.problem.Refused;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Shows causes to programs. */
@RestController
final class CauseController {

    private static final int MAX_NAME = 256;

    private final Causes causes;

    CauseController(Causes causes) {
        this.causes = causes;
    }

    @GetMapping("/api/v1/causes")
    Mono<Found> causes(
            @RequestParam(required = false) @Nullable String group,
            @RequestParam(required = false) @Nullable String topic,
            @RequestParam(defaultValue = "") String state) {
        return causes.list(name("group", group), name("topic", topic), openOnly(state))
                .map(Found::new);
    }

    private static boolean openOnly(String state) {
        return switch (state) {
            case "open" -> true;
            case "" -> false;
            default -> throw Refused.invalid("/state", "unknown-value", "must be open, or left out");
        };
    }

    private static @Nullable String name(String parameter, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        if (value.length() > MAX_NAME || value.indexOf('\0') >= 0) {
            throw Refused.invalid("/" + parameter, "too-long", "must be text of at most " + MAX_NAME + " characters");
        }
        return value;
    }

    record Found(List<Cause> items) {}
}
