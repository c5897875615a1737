package io.letsrun.console.audit;

import io.letsrun.edge.problem.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Shows what was done. */
@RestController
final class AuditController {

    private static final int MAX_LIMIT = 200;

    private final Audit audit;

    AuditController(Audit audit) {
        this.audit = audit;
    }

    @GetMapping("/api/v1/audit")
    Mono<AuditPage> page(
            @RequestParam(defaultValue = "50") int limit, @RequestParam(required = false) @Nullable String cursor) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Refused.invalid("/limit", "out-of-range", "must be 1 to " + MAX_LIMIT);
        }
        return audit.page(limit, before(cursor));
    }

    private static @Nullable Long before(@Nullable String cursor) {
        try {
            return cursor == null ? null : Long.valueOf(cursor);
        } catch (NumberFormatException e) {
            throw Refused.invalid("/cursor", "malformed", "must be one that this service gave out");
        }
    }
}
