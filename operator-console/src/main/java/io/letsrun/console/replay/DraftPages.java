package io.letsrun.console.replay;

import io.letsrun.console.access.Caller;
import io.letsrun.console.search.SelectionForm;
import io.letsrun.console.web.Notes;
import io.letsrun.console.web.Pages;
import io.letsrun.edge.problem.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Makes replays of letters that were chosen; each waits to be confirmed on its page. */
@Controller
final class DraftPages {

    private static final int DEFAULT_RATE = 100;
    private static final int MAX_RATE = 10_000;

    private final Replays replays;

    DraftPages(Replays replays) {
        this.replays = replays;
    }

    @PostMapping("/replays")
    Mono<ResponseEntity<byte[]>> draft(ServerWebExchange exchange, Authentication who) {
        return exchange.getFormData().flatMap(form -> draft(Caller.of(who), form));
    }

    private Mono<ResponseEntity<byte[]>> draft(Caller actor, MultiValueMap<String, String> form) {
        SelectionForm choice = SelectionForm.of(form);
        if (choice.empty()) {
            return Mono.just(Pages.see(choice.list(Notes.NOTHING_TICKED)));
        }
        return replays.draft(actor, choice.selection(), rate(form.getFirst("rate")))
                .map(outcome -> outcome instanceof ReplayOutcome.Accepted accepted
                        ? Pages.see("/replays/" + accepted.replay().id())
                        : Pages.see(choice.list(Notes.NOTHING_OPEN)));
    }

    private static int rate(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return DEFAULT_RATE;
        }
        if (text.strip().matches("\\d{1,5}")) {
            int rate = Integer.parseInt(text.strip());
            if (rate >= 1 && rate <= MAX_RATE) {
                return rate;
            }
        }
        throw Refused.invalid("/rate", "out-of-range", "must be 1 to " + MAX_RATE);
    }
}
