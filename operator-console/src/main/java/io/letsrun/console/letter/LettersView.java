package io.letsrun.console.letter;

import io.letsrun.console.search.CauseCounts.Names;
import io.letsrun.console.search.FilterForm;
import io.letsrun.console.web.Badge;
import io.letsrun.console.web.Section;
import io.letsrun.console.web.View;
import java.time.Instant;
import java.util.List;

/**
 * A page of letters.
 *
 * @param done what a form before this page did, in words
 * @param problem what is wrong with the filter, or with a form before this page
 * @param filter as it is filled in, for forms that act on all it finds
 * @param names what its fields suggest
 * @param next where older ones are; empty on the last page
 * @param rate a replay's default
 */
record LettersView(
        String done, String problem, FilterForm filter, Names names, List<Row> letters, String next, int rate)
        implements View {

    @Override
    public String template() {
        return "letter/list.jte";
    }

    @Override
    public String title() {
        return "Letters";
    }

    @Override
    public Section section() {
        return Section.LETTERS;
    }

    /** A letter in a list. */
    record Row(
            long id,
            Instant failedAt,
            String topic,
            String group,
            String event,
            String exception,
            String message,
            Badge state,
            String attempts) {}
}
