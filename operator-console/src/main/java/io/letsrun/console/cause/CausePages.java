package io.letsrun.console.cause;

import io.letsrun.console.search.CauseCounts;
import io.letsrun.console.search.LetterFilter;
import io.letsrun.console.search.LetterQuery;
import io.letsrun.console.web.Field;
import io.letsrun.console.web.Figures;
import io.letsrun.console.web.Links;
import io.letsrun.console.web.Pages;
import io.letsrun.console.web.UntrustedText;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Shows why letters failed. */
@Controller
final class CausePages {

    private static final int TEXT = 300;

    private final Pages pages;
    private final Causes causes;
    private final CauseCounts counts;

    CausePages(Pages pages, Causes causes, CauseCounts counts) {
        this.counts = counts;
        this.pages = pages;
        this.causes = causes;
    }

    @GetMapping("/causes")
    Mono<ResponseEntity<byte[]>> list(
            ServerWebExchange exchange,
            @RequestParam(defaultValue = "") String group,
            @RequestParam(defaultValue = "") String topic,
            @RequestParam(defaultValue = "false") boolean all) {
        LetterFilter filter = new LetterQuery(Map.of("group", plain(group), "topic", plain(topic))).filter();
        return causes.list(filter, !all)
                .zipWith(counts.names())
                .map(found -> new CausesView(
                        group,
                        topic,
                        all,
                        found.getT2(),
                        found.getT1().stream()
                                .map(cause -> row(cause, topic, all))
                                .toList()))
                .flatMap(view -> pages.show(exchange, view));
    }

    /** PostgreSQL has no character NUL, so nothing of that name exists. */
    private static String plain(String name) {
        String plain = name.replace("\0", "").strip();
        return plain.substring(0, Math.min(plain.length(), 256));
    }

    private static CausesView.Row row(Cause cause, String topic, boolean all) {
        List<Field> its = List.of(
                new Field("state", all ? "" : "open"),
                new Field("topic", topic),
                new Field("cause", cause.fingerprint()));
        return new CausesView.Row(
                Links.to("/letters", its),
                UntrustedText.className(cause.exception()),
                UntrustedText.text(cause.message(), TEXT),
                UntrustedText.text(cause.group(), TEXT),
                Figures.count(cause.open()),
                Figures.count(cause.total()),
                cause.firstSeen(),
                cause.lastSeen(),
                UntrustedText.text(Objects.requireNonNullElse(cause.serviceVersion(), ""), TEXT),
                cause.sample() == null ? "" : Long.toString(cause.sample()));
    }
}
