package io.letsrun.console.letter;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.console.edit.EditView;
import io.letsrun.console.search.CauseCounts;
import io.letsrun.console.search.FilterForm;
import io.letsrun.console.search.LetterFilter;
import io.letsrun.console.web.Badge;
import io.letsrun.console.web.Field;
import io.letsrun.console.web.Rendered;
import io.letsrun.console.web.UntrustedText;
import java.time.Instant;
import java.util.List;
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
        LettersView list = list(hostile);
        LettersView plainList = list("a");

        assertThat(Rendered.tags(Rendered.html(list))).isEqualTo(Rendered.tags(Rendered.html(plainList)));
        assertThat(Rendered.tags(Rendered.html(new EditView(1, hostile, hostile, List.of(hostile)))))
                .isEqualTo(Rendered.tags(Rendered.html(new EditView(1, "a", "a", List.of("a")))));
    }

    private static LettersView list(String text) {
        FilterForm filter = new FilterForm(Stream.of(LetterFilter.Part.values())
                .map(part -> new Field(part.code(), text))
                .toList());
        CauseCounts.Names names = new CauseCounts.Names(List.of(text), List.of(text), List.of(text));
        return new LettersView("", "", filter, names, List.of(), "", 100);
    }

    private static LetterView letter(String text) {
        String shown = UntrustedText.text(text);
        return new LetterView(
                1,
                shown,
                shown,
                Badge.of("open"),
                List.of(new LetterView.Fact("Event", shown, ""), new LetterView.Fact("User", shown, "/letters?user=1")),
                new LetterView.ShownPayload(shown, "", true, shown, List.of(new Field(shown, shown))),
                List.of(new Field(shown, shown)),
                shown,
                List.of(new LetterView.Moment(AT, shown, "bad", shown, shown)),
                List.of(new LetterView.Life(1, true), new LetterView.Life(2, false)),
                true,
                true,
                "");
    }
}
