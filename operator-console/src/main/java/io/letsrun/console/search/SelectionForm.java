package io.letsrun.console.search;

import io.letsrun.console.web.Field;
import io.letsrun.console.web.Links;
import io.letsrun.edge.problem.Refused;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.util.MultiValueMap;

/**
 * The letters that a form means.
 *
 * @param all those that match the filter, and not those that are ticked
 * @param ticked on the page
 * @param filter the fields of the filter that are set
 */
public record SelectionForm(boolean all, List<Long> ticked, FilterForm filter) {

    private static final String ALL = "all";
    private static final Field SCOPE_ALL = new Field("scope", ALL);

    public static SelectionForm of(MultiValueMap<String, String> form) {
        return new SelectionForm(
                ALL.equals(form.getFirst("scope")),
                form.getOrDefault("letters", List.of()).stream()
                        .map(SelectionForm::id)
                        .toList(),
                FilterForm.of(form));
    }

    private static Long id(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw Refused.invalid("/letters", "wrong-type", "must be numbers");
        }
    }

    /** Whether it means no letter at all, and not by a filter either. */
    public boolean empty() {
        return !all && ticked.isEmpty();
    }

    /** @throws Refused when the filter makes no sense */
    public Selection selection() {
        return all ? new Selection.Matching(filter.query().filter()) : new Selection.Picked(ticked);
    }

    /** Returns what says the same in another form or URL. */
    public List<Field> fields() {
        return all
                ? Stream.concat(Stream.of(SCOPE_ALL), filter.fields().stream()).toList()
                : ticked.stream()
                        .map(letter -> new Field("letters", letter.toString()))
                        .toList();
    }

    /** Returns where the letters were chosen. */
    public String list() {
        return Links.to("/letters", filter.fields());
    }

    /** Returns the same with a note for the reader. */
    public String list(String note) {
        return Links.to(
                "/letters",
                Stream.concat(filter.fields().stream(), Stream.of(new Field("note", note)))
                        .toList());
    }
}
