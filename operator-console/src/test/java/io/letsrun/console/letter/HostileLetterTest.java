package io.letsrun.console.letter;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.console.edit.EditView;
import io.letsrun.console.letter.Letter.TimelineEntry;
import io.letsrun.console.letter.LetterController.LettersView;
import io.letsrun.console.letter.LetterView.ShownPayload;
import io.letsrun.console.mask.Payload;
import io.letsrun.console.search.CauseCounts;
import io.letsrun.console.search.LetterFilter;
import io.letsrun.console.search.LetterState;
import io.letsrun.console.search.LetterSummary;
import io.letsrun.console.web.Rendered;
import io.letsrun.console.web.Slice;
import io.letsrun.console.web.View;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileLetterTest {

    private static final Instant AT = Instant.parse("2026-11-21T06:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "' autofocus onfocus='alert(1)",
                "</pre></textarea></title><svg onload=alert(1)>",
                "<div hx-get=\"/logout\" hx-trigger=\"load\">",
                "<!-- ${1+1} @template.layout() @endif -->",
                "&lt;script&gt;&#x3c;script>",
                "<a href=\"javascript:alert(1)\">",
            })
    void payloadIsTextAndNothingElse(String hostile) {
        String page = Rendered.html(letter(hostile));

        String innocent = Rendered.html(letter("innocent"));
        assertThat(Rendered.tags(page)).isEqualTo(Rendered.tags(innocent));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"><script>", "' onfocus='alert(1)", "javascript:alert(1)", "</textarea><script>"})
    void formsKeepWhatWasTypedAsAValue(String hostile) {
        View list = list(hostile);
        View plainList = list("a");

        assertThat(Rendered.tags(Rendered.html(list))).isEqualTo(Rendered.tags(Rendered.html(plainList)));
        assertThat(Rendered.tags(Rendered.html(new EditView(1, hostile, hostile, List.of(hostile)).view())))
                .isEqualTo(Rendered.tags(Rendered.html(new EditView(1, "a", "a", List.of("a")).view())));
    }

    private static View list(String text) {
        LetterFilter filter = new LetterFilter(
                Stream.of(LetterFilter.Part.values()).collect(Collectors.toMap(part -> part, part -> text)));
        CauseCounts.Names names = new CauseCounts.Names(List.of(text), List.of(text), List.of(text));
        Slice<LetterSummary> letters = new Slice<>(List.of(summary(text)), text);
        return new LettersView("", "", filter, names, letters).view();
    }

    private static View letter(String text) {
        List<Letter.OwnHeader> headers = List.of(new Letter.OwnHeader(text, text));
        Letter letter = new Letter(
                summary(text),
                text,
                AT,
                AT,
                text,
                text,
                1,
                2L,
                AT,
                new Letter.Place(text, 1, 2),
                text,
                text,
                Payload.revealed(text.getBytes(StandardCharsets.UTF_8)),
                headers,
                null,
                List.of(1L, 2L),
                List.of(new TimelineEntry(AT, text, text, text, 1)));
        return LetterView.page(letter, new ShownPayload(1, letter.payload(), text, headers), true, "");
    }

    private static LetterSummary summary(String text) {
        return new LetterSummary(
                1, text, text, text, text, new UUID(1, 2), text, text, LetterState.OPEN, 1, AT, 1, text);
    }
}
