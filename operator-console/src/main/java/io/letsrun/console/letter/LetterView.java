package io.letsrun.console.letter;

import io.letsrun.console.web.Badge;
import io.letsrun.console.web.Field;
import io.letsrun.console.web.Section;
import io.letsrun.console.web.View;
import java.util.List;

/**
 * One letter, all of it.
 *
 * @param facts names and values in the order shown
 * @param lives the letters of its chain, when it is one of several
 * @param open whether something can be done with it
 * @param editable whether this console lets editors edit
 * @param problem why something was not done, or nothing
 */
record LetterView(
        long id,
        String exception,
        String message,
        Badge state,
        List<Fact> facts,
        ShownPayload payload,
        List<Field> headers,
        String stack,
        List<Moment> timeline,
        List<Life> lives,
        boolean open,
        boolean editable,
        String problem)
        implements View {

    @Override
    public String template() {
        return "letter/letter.jte";
    }

    @Override
    public String title() {
        return "Letter " + id;
    }

    @Override
    public Section section() {
        return Section.LETTERS;
    }

    /** @param link nothing where there is none */
    record Fact(String name, String value, String link) {}

    /** A letter of the same record. */
    record Life(long id, boolean shown) {}
}
