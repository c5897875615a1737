package io.letsrun.console.discard;

import io.letsrun.console.web.Field;
import io.letsrun.console.web.Section;
import io.letsrun.console.web.View;
import java.util.List;

/**
 * Letters that shall be discarded, before it is done.
 *
 * @param count how many, exactly
 * @param chosen the fields that say which
 * @param words how they were chosen
 * @param back where the letters are listed
 */
record DiscardView(long count, String counted, List<Field> chosen, String words, String back, String problem)
        implements View {

    @Override
    public String template() {
        return "discard/page.jte";
    }

    @Override
    public String title() {
        return "Discard letters";
    }

    @Override
    public Section section() {
        return Section.LETTERS;
    }
}
