package io.letsrun.console.letter;

import io.letsrun.console.search.CauseCounts.Names;
import io.letsrun.console.search.LetterFilter;
import io.letsrun.console.search.LetterSummary;
import io.letsrun.console.web.Section;
import io.letsrun.console.web.Slice;
import io.letsrun.console.web.View;

/**
 * A page of letters.
 *
 * @param done what a form before this page did, in words
 * @param problem what is wrong with the filter, or with a form before this page
 * @param filter as it is filled in, for forms that act on all it finds
 * @param names what its fields suggest
 */
record LettersView(String done, String problem, LetterFilter filter, Names names, Slice<LetterSummary> letters) {

    View view() {
        return new View("letter/list.jte", "Letters", Section.LETTERS, this);
    }
}
