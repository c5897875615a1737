package io.letsrun.console.audit;

import io.letsrun.console.search.FilterForm;
import io.letsrun.console.web.Figures;
import io.letsrun.console.web.Links;
import io.letsrun.console.web.Pages;
import io.letsrun.console.web.UntrustedText;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Shows who did what. */
@Controller
final class AuditPages {

    private static final int PAGE = 100;
    private static final int NAMED = 5;
    private static final int TEXT = 500;

    private final Pages pages;
    private final Audit audit;

    AuditPages(Pages pages, Audit audit) {
        this.pages = pages;
        this.audit = audit;
    }

    @GetMapping("/audit")
    Mono<ResponseEntity<byte[]>> list(
            ServerWebExchange exchange, @RequestParam(required = false) @Nullable Long cursor) {
        return audit.page(PAGE, cursor).map(AuditPages::view).flatMap(view -> pages.show(exchange, view));
    }

    private static AuditView view(AuditPage page) {
        return new AuditView(
                page.items().stream().map(AuditPages::row).toList(),
                page.next() == null ? "" : Links.to("/audit", "cursor", page.next()));
    }

    private static AuditView.Row row(AuditEntry entry) {
        int more = entry.letters().size() - NAMED;
        return new AuditView.Row(
                entry.at(),
                entry.who(),
                entry.role(),
                entry.action(),
                UntrustedText.text(Objects.requireNonNullElse(entry.reason(), ""), TEXT),
                entry.replay() == null ? "" : entry.replay().toString(),
                entry.letters().stream().limit(NAMED).toList(),
                more > 0 ? "and " + Figures.count(more) + " more" : "",
                entry.filter() == null ? "" : FilterForm.words(entry.filter()),
                entry.count() == null ? "" : Figures.count(entry.count()));
    }
}
