package io.letsrun.console.letter;

import io.letsrun.console.search.FilterForm;
import io.letsrun.console.web.Field;
import io.letsrun.console.web.Section;
import io.letsrun.console.web.View;
import java.util.List;

/**
 * A page of letters.
 *
 * @param done what a form before this page did, in words
 * @param problem what is wrong with the filter, or with a form before this page
 * @param filter the fields of the filter that are set, for forms that act on all it finds
 * @param next where older ones are; empty on the last page
 * @param rate a replay's default
 */
record LettersView(
        String done,
        String problem,
        FilterForm form,
        List<Field> filter,
        List<LetterRow> letters,
        String next,
        int rate)
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
}
