package io.letsrun.console.letter;

import io.letsrun.console.search.LetterSummary;
import io.letsrun.console.web.Field;
import io.letsrun.console.web.Figures;
import io.letsrun.console.web.Links;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is known of a letter in a word or two; what is not known is left out. */
final class LetterFacts {

    private static final int TEXT = 500;

    private LetterFacts() {}

    static List<LetterView.Fact> of(Letter letter) {
        LetterSummary summary = letter.summary();
        Letter.Place place = letter.deadLetter();
        String user = summary.userId() == null ? "" : summary.userId().toString();
        return Stream.of(
                        fact("Why", letter.reason()),
                        fact("Group", summary.group()),
                        fact("From", place(summary.topic(), letter.partition(), letter.offset())),
                        fact("Recorded", moment(letter.recordedAt())),
                        fact("Stored in", place(place.topic(), place.partition(), place.offset())),
                        fact("Key", letter.key()),
                        fact("Event", summary.eventType()),
                        fact("Event id", summary.eventId()),
                        linked("User", user, Links.to("/letters", "user", user)),
                        fact("Attempts", LetterViews.attempts(summary.attempts(), summary.replayCount())),
                        fact("First failure", moment(letter.firstFailure())),
                        fact("Last failure", moment(summary.failedAt())),
                        fact("State since", moment(letter.stateAt())),
                        fact("Service version", letter.serviceVersion()),
                        fact("Trace id", letter.traceId()),
                        linked(
                                "Cause",
                                summary.cause()
                                        .substring(
                                                0, Math.min(12, summary.cause().length())),
                                same(summary)))
                .filter(fact -> !fact.value().isEmpty())
                .toList();
    }

    private static String same(LetterSummary letter) {
        return Links.to("/letters", List.of(new Field("state", "open"), new Field("cause", letter.cause())));
    }

    private static LetterView.Fact fact(String name, @Nullable String value) {
        return linked(name, LetterViews.text(value, TEXT), "");
    }

    private static LetterView.Fact linked(String name, String value, String link) {
        return new LetterView.Fact(name, value, link);
    }

    private static String place(String topic, @Nullable Integer partition, @Nullable Long offset) {
        return partition == null
                ? topic
                : topic + ", partition " + partition + ", offset " + Objects.requireNonNullElse(offset, -1L);
    }

    private static @Nullable String moment(@Nullable Instant at) {
        return at == null ? null : Figures.moment(at) + " UTC";
    }
}
