package io.letsrun.console.letter;

import io.letsrun.console.mask.Payload;
import io.letsrun.console.search.LetterState;
import io.letsrun.console.search.LetterSummary;
import io.letsrun.console.web.Badge;
import io.letsrun.console.web.Field;
import io.letsrun.console.web.Figures;
import io.letsrun.console.web.UntrustedText;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts letters into what their pages show. */
final class LetterViews {

    private static final int MESSAGE = 300;
    private static final int TEXT = 4_000;
    private static final int STACK = 20_000;
    private static final int PAYLOAD = 100_000;
    private static final int HEADERS = 100;

    private LetterViews() {}

    static LettersView.Row row(LetterSummary letter) {
        return new LettersView.Row(
                letter.id(),
                letter.failedAt(),
                UntrustedText.text(letter.topic(), MESSAGE),
                UntrustedText.text(letter.group(), MESSAGE),
                text(letter.eventType(), MESSAGE),
                UntrustedText.className(letter.exception()),
                UntrustedText.text(letter.message(), MESSAGE),
                Badge.of(letter.state().code()),
                Integer.toString(letter.attempts()));
    }

    static LetterView page(Letter letter, LetterView.ShownPayload payload, boolean editable, String problem) {
        LetterSummary summary = letter.summary();
        return new LetterView(
                summary.id(),
                UntrustedText.text(summary.exception(), MESSAGE),
                UntrustedText.text(summary.message(), TEXT),
                Badge.of(summary.state().code()),
                LetterFacts.of(letter),
                payload,
                headers(letter.headers()),
                UntrustedText.text(letter.stack(), STACK),
                letter.timeline().stream().map(LetterViews::moment).toList(),
                letter.chain().stream()
                        .map(life -> new LetterView.Life(life, life == summary.id()))
                        .toList(),
                summary.state() == LetterState.OPEN,
                editable,
                problem);
    }

    static LetterView.ShownPayload payload(Payload payload) {
        return new LetterView.ShownPayload(
                UntrustedText.text(payload.text(), PAYLOAD),
                switch (payload.kind()) {
                    case JSON -> "";
                    case TEXT -> "This is not JSON.";
                    case BINARY -> "This is not text. Bytes that are no character are shown as signs.";
                    case NOTHING -> "The record has no value.";
                },
                !payload.masked(),
                "",
                List.of());
    }

    static LetterView.ShownPayload revealed(Revealed revealed) {
        LetterView.ShownPayload payload = payload(revealed.payload());
        return new LetterView.ShownPayload(
                payload.text(), payload.note(), true, text(revealed.key(), TEXT), headers(revealed.headers()));
    }

    private static List<Field> headers(List<Letter.OwnHeader> headers) {
        return headers.stream()
                .limit(HEADERS)
                .map(header -> new Field(UntrustedText.text(header.name(), MESSAGE), text(header.value(), TEXT)))
                .toList();
    }

    private static LetterView.Moment moment(TimelineEntry entry) {
        return new LetterView.Moment(
                entry.at(),
                entry.what().replace('-', ' '),
                mood(entry.what()),
                text(entry.who(), MESSAGE),
                "no. " + entry.letterId()
                        + (entry.detail().isEmpty() ? "" : ": " + UntrustedText.text(entry.detail(), TEXT)));
    }

    private static String mood(String what) {
        return switch (what) {
            case "applied" -> "good";
            case "failed", "dead-lettered", "failed-again" -> "bad";
            case "revealed", "edited", "skipped" -> "warn";
            case "replayed", "sent", "sending" -> "busy";
            default -> "";
        };
    }

    static String text(@Nullable String text, int most) {
        return UntrustedText.text(Objects.requireNonNullElse(text, ""), most);
    }

    static String attempts(int attempts, int replays) {
        return Figures.count(attempts, "attempt")
                + (replays == 0 ? "" : ", replayed " + Figures.count(replays, "time"));
    }
}
