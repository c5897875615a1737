package io.letsrun.console.letter;

import io.letsrun.console.web.Badge;
import io.letsrun.console.web.Field;
import io.letsrun.console.web.Section;
import io.letsrun.console.web.View;
import java.time.Instant;
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

    /**
     * One thing that happened to a letter, in this life or an earlier one.
     *
     * @param mood {@code good}, {@code warn}, {@code bad}, {@code busy} or nothing
     * @param who nothing when nobody did it
     */
    record Moment(Instant at, String what, String mood, String who, String detail) {}

    /**
     * A letter's payload as shown.
     *
     * @param note what the reader must know about it: that it is masked, cut, not JSON, or none
     * @param key as it came, when it is revealed; else nothing
     * @param headers likewise
     */
    record ShownPayload(String text, String note, boolean revealed, String key, List<Field> headers) {}
}
