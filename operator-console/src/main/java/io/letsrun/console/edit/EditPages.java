package io.letsrun.console.edit;

import io.letsrun.console.access.Caller;
import io.letsrun.console.access.Reason;
import io.letsrun.console.letter.Letters;
import io.letsrun.console.login.InterruptedForm;
import io.letsrun.console.web.Notes;
import io.letsrun.console.web.Pages;
import io.letsrun.console.web.View;
import io.letsrun.edge.problem.Refused;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Takes a payload that somebody puts right. */
@Controller
final class EditPages implements InterruptedForm {

    private static final Pattern PATH = Pattern.compile("/letters/(\\d{1,18})/edit");

    private final Pages pages;
    private final Letters letters;
    private final LetterEdits edits;

    EditPages(Pages pages, Letters letters, LetterEdits edits) {
        this.pages = pages;
        this.letters = letters;
        this.edits = edits;
    }

    /** Whoever edits a payload sees it as it is, so that is written down as any other look. */
    @GetMapping("/letters/{id}/edit")
    Mono<ResponseEntity<byte[]>> form(ServerWebExchange exchange, Authentication who, @PathVariable long id) {
        if (!edits.on()) {
            return Mono.error(new ResponseStatusException(HttpStatus.FORBIDDEN));
        }
        return letters.reveal(id, Caller.of(who), "to edit it")
                .switchIfEmpty(Mono.error(() -> Refused.unknown("the letter")))
                .map(revealed -> new EditView(id, revealed.payload().text(), "", List.of()))
                .flatMap(view -> pages.show(exchange, view));
    }

    @PostMapping("/letters/{id}/edit")
    Mono<ResponseEntity<byte[]>> edit(ServerWebExchange exchange, Authentication who, @PathVariable long id) {
        return exchange.getFormData()
                .flatMap(
                        form -> edits.edit(Caller.of(who), id, given(form, "value"), Reason.of(form.getFirst("reason")))
                                .flatMap(outcome -> answer(exchange, id, form, outcome)));
    }

    @Override
    public boolean isSentTo(String path) {
        return PATH.matcher(path).matches();
    }

    @Override
    public Set<String> fields() {
        return Set.of("value", "reason");
    }

    @Override
    public View again(String path, MultiValueMap<String, String> form) {
        Matcher edit = PATH.matcher(path);
        if (!edit.matches()) {
            throw new IllegalArgumentException("not the path of an edit: " + path);
        }
        return again(Long.parseLong(edit.group(1)), form, List.of());
    }

    private Mono<ResponseEntity<byte[]>> answer(
            ServerWebExchange exchange, long id, MultiValueMap<String, String> form, EditOutcome outcome) {
        return switch (outcome) {
            case EditOutcome.Accepted accepted ->
                Mono.just(Pages.see("/replays/" + accepted.replay().id()));
            case EditOutcome.Invalid invalid ->
                pages.show(exchange, HttpStatus.UNPROCESSABLE_CONTENT, again(id, form, invalid.errors()));
            case EditOutcome.NotOpen letter -> Mono.just(Pages.see("/letters/" + id + "?note=" + Notes.NOTHING_OPEN));
            case EditOutcome.SwitchedOff off -> Mono.error(new ResponseStatusException(HttpStatus.FORBIDDEN));
            case EditOutcome.Unknown unknown -> Mono.error(Refused.unknown("the letter"));
        };
    }

    private static EditView again(long id, MultiValueMap<String, String> form, List<PayloadError> errors) {
        return new EditView(
                id,
                given(form, "value"),
                given(form, "reason"),
                errors.stream()
                        .map(error ->
                                error.pointer().isEmpty() ? error.detail() : error.pointer() + " " + error.detail())
                        .toList());
    }

    private static String given(MultiValueMap<String, String> form, String name) {
        String value = form.getFirst(name);
        return value == null ? "" : value;
    }
}
