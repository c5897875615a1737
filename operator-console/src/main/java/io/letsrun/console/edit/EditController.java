package io.letsrun.console.edit;

import io.letsrun.console.access.Caller;
import io.letsrun.console.access.Reason;
import io.letsrun.console.letter.Letters;
import io.letsrun.console.login.InterruptedForm;
import io.letsrun.console.replay.Replay;
import io.letsrun.console.web.Notes;
import io.letsrun.console.web.View;
import io.letsrun.edge.problem.FieldError;
import io.letsrun.edge.problem.Refused;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Lets editors correct a payload and send it. */
@Controller
final class EditController implements InterruptedForm {

    private static final Pattern PATH = Pattern.compile("/letters/(\\d{1,18})/edit");

    private final Letters letters;
    private final LetterEdits edits;

    EditController(Letters letters, LetterEdits edits) {
        this.letters = letters;
        this.edits = edits;
    }

    /** The payload is a text, which is sent byte for byte, or JSON. */
    @PostMapping("/api/v1/letters/{id}/edit")
    Mono<ResponseEntity<Replay>> edit(Authentication who, @PathVariable long id, @RequestBody Edited request) {
        JsonNode value = request.value();
        if (value == null || value.isNull()) {
            throw Refused.invalid("/value", "required", "must be given");
        }
        String payload = value.isString() ? value.stringValue() : value.toString();
        return edits.edit(Caller.of(who), id, payload, Reason.of(request.reason()))
                .map(replay -> ResponseEntity.created(URI.create("/api/v1/replays/" + replay.id()))
                        .body(replay));
    }

    private record Edited(
            @Nullable JsonNode value, @Nullable String reason) {}

    /** An editor sees the whole payload, so the audit gets an entry as for any other reveal. */
    @GetMapping("/letters/{id}/edit")
    Mono<Rendering> form(Authentication who, @PathVariable long id) {
        edits.requireOn();
        return letters.reveal(id, Caller.of(who), "to edit it")
                .switchIfEmpty(Mono.error(() -> Refused.unknown("the letter")))
                .map(revealed -> new EditView(id, revealed.payload().text(), "", List.of()).view())
                .map(View::rendering);
    }

    @PostMapping("/letters/{id}/edit")
    Mono<Rendering> edit(ServerWebExchange exchange, Authentication who, @PathVariable long id) {
        return exchange.getFormData()
                .flatMap(
                        form -> edits.edit(Caller.of(who), id, given(form, "value"), Reason.of(form.getFirst("reason")))
                                .map(replay -> View.see("/replays/" + replay.id()))
                                .onErrorResume(Refused.class, refused -> refused(id, form, refused)));
    }

    private static Mono<Rendering> refused(long id, MultiValueMap<String, String> form, Refused refused) {
        return switch (refused.problem().kind()) {
            case INVALID ->
                Mono.just(again(id, form, refused.problem().errors()).rendering(HttpStatus.UNPROCESSABLE_CONTENT));
            case CONFLICT -> Mono.just(View.see("/letters/" + id + "?note=" + Notes.NOTHING_OPEN));
            default -> Mono.error(refused);
        };
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

    private static View again(long id, MultiValueMap<String, String> form, List<FieldError> errors) {
        List<String> problems = errors.stream()
                .map(error -> (error.pointer() + " " + error.detail()).strip())
                .toList();
        return new EditView(id, given(form, "value"), given(form, "reason"), problems).view();
    }

    private static String given(MultiValueMap<String, String> form, String name) {
        return Objects.requireNonNullElse(form.getFirst(name), "");
    }
}
