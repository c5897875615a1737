package io.letsrun.console.edit;

import io.letsrun.console.web.Section;
import io.letsrun.console.web.View;
import java.util.List;

/**
 * A payload that is being edited.
 *
 * @param value as it is now, or as somebody left it
 * @param reason as somebody gave it
 * @param problems what is wrong with the value
 */
public record EditView(long id, String value, String reason, List<String> problems) {

    public View view() {
        return new View("edit/form.jte", "Edit letter " + id, Section.LETTERS, this);
    }
}
