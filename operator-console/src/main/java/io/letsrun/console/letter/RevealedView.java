package io.letsrun.console.letter;

import io.letsrun.console.letter.LetterView.ShownPayload;
import io.letsrun.console.web.Section;
import io.letsrun.console.web.View;

/** The part of a letter's page that a revealed payload replaces. */
record RevealedView(long id, ShownPayload payload) implements View {

    @Override
    public String template() {
        return "letter/revealed.jte";
    }

    @Override
    public String title() {
        return "Letter " + id;
    }

    @Override
    public Section section() {
        return Section.LETTERS;
    }
}
