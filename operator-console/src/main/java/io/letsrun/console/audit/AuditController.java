package io.letsrun.console.audit;

import io.letsrun.console.audit.Audit.AuditEntry;
import io.letsrun.console.web.Section;
import io.letsrun.console.web.Slice;
import io.letsrun.console.web.View;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Shows who did what. */
@Controller
final class AuditController {

    private static final int PAGE = 100;

    private final Audit audit;

    AuditController(Audit audit) {
        this.audit = audit;
    }

    @GetMapping("/api/v1/audit")
    @ResponseBody
    Mono<Slice<AuditEntry>> list(
            @RequestParam(defaultValue = "50") int limit, @RequestParam(required = false) @Nullable Long cursor) {
        return audit.page(Slice.limit(limit), cursor);
    }

    @GetMapping("/audit")
    Mono<Rendering> page(@RequestParam(required = false) @Nullable Long cursor) {
        return audit.page(PAGE, cursor)
                .map(entries -> new View("audit/list.jte", "Audit", Section.AUDIT, entries).rendering());
    }
}
