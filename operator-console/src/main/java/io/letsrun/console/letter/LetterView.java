package io.letsrun.console.letter;

import io.letsrun.console.letter.Letter.OwnHeader;
import io.letsrun.console.mask.Payload;
import io.letsrun.console.search.LetterState;
import io.letsrun.console.search.LetterSummary;
import io.letsrun.console.web.Field;
import io.letsrun.console.web.Figures;
import io.letsrun.console.web.Links;
import io.letsrun.console.web.Section;
import io.letsrun.console.web.UntrustedText;
import io.letsrun.console.web.View;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One letter, all of it.
 *
 * @param editable whether this console lets editors edit
 * @param problem why something was not done, or nothing
 */
record LetterView(Letter letter, ShownPayload payload, boolean editable, String problem) {

    private static final int TEXT = 500;

    static View page(Letter letter, ShownPayload payload, boolean editable, String problem) {
        return new View(
                "letter/letter.jte",
                "Letter " + letter.summary().id(),
                Section.LETTERS,
                new LetterView(letter, payload, editable, problem));
    }

    /** Whether something can be done with it. */
    boolean open() {
        return letter.summary().state() == LetterState.OPEN;
    }

    /** @param link nothing where there is none */
    record Fact(String name, String value, String link) {}

    /** Short facts about the letter; unknown ones are left out. */
    List<Fact> facts() {
        LetterSummary summary = letter.summary();
        Letter.Place place = letter.deadLetter();
        String user = summary.userId() == null ? "" : summary.userId().toString();
        String cause = summary.cause();
        return Stream.of(
                        fact("Why", letter.reason()),
                        fact("Group", summary.group()),
                        fact("From", place(summary.topic(), letter.partition(), letter.offset())),
                        fact("Recorded", moment(letter.recordedAt())),
                        fact("Stored in", place(place.topic(), place.partition(), place.offset())),
                        fact("Key", letter.key()),
                        fact("Event", summary.eventType()),
                        fact("Event id", summary.eventId()),
                        new Fact("User", user, Links.to("/letters", "user", user)),
                        fact("Attempts", attempts(summary)),
                        fact("First failure", moment(letter.firstFailure())),
                        fact("Last failure", moment(summary.failedAt())),
                        fact("State since", moment(letter.stateAt())),
                        fact("Service version", letter.serviceVersion()),
                        fact("Trace id", letter.traceId()),
                        new Fact(
                                "Cause",
                                cause.substring(0, Math.min(12, cause.length())),
                                Links.to("/letters", List.of(new Field("state", "open")), "cause", cause)))
                .filter(fact -> !fact.value().isEmpty())
                .toList();
    }

    private static Fact fact(String name, @Nullable String value) {
        return new Fact(name, UntrustedText.text(value, TEXT), "");
    }

    private static String place(String topic, @Nullable Integer partition, @Nullable Long offset) {
        return partition == null
                ? topic
                : topic + ", partition " + partition + ", offset " + Objects.requireNonNullElse(offset, -1L);
    }

    private static @Nullable String moment(@Nullable Instant at) {
        return at == null ? null : Figures.moment(at) + " UTC";
    }

    private static String attempts(LetterSummary letter) {
        String replayed = letter.replayCount() == 0 ? "" : ", replayed " + Figures.count(letter.replayCount(), "time");
        return Figures.count(letter.attempts(), "attempt") + replayed;
    }

    /** The colour of an entry of the timeline. */
    static String mood(String what) {
        return switch (what) {
            case "applied" -> "good";
            case "failed", "dead-lettered", "failed-again" -> "bad";
            case "revealed", "edited", "skipped" -> "warn";
            case "replayed", "sent", "sending" -> "busy";
            default -> "";
        };
    }

    /**
     * A letter's payload on its page.
     *
     * @param key as it came, when it is revealed
     * @param headers likewise
     */
    record ShownPayload(
            long letter, Payload payload, @Nullable String key, List<OwnHeader> headers) {

        static ShownPayload of(Letter letter) {
            return new ShownPayload(letter.summary().id(), letter.payload(), null, List.of());
        }

        static ShownPayload of(long letter, Letter.Revealed revealed) {
            return new ShownPayload(letter, revealed.payload(), revealed.key(), revealed.headers());
        }

        /** What the reader must know about the payload; or nothing. */
        String note() {
            return switch (payload.kind()) {
                case JSON -> "";
                case TEXT -> "This is not JSON.";
                case BINARY -> "This is not text. Bytes that are no character are shown as signs.";
                case NOTHING -> "The record has no value.";
            };
        }
    }
}
