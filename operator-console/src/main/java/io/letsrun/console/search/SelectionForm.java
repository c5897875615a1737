package io.letsrun.console.search;

import io.letsrun.console.web.Field;
import io.letsrun.console.web.Links;
import io.letsrun.edge.problem.Refused;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.util.MultiValueMap;

/**
 * The letters that a form selects.
 *
 * @param all those that match the filter, and not those that are ticked
 * @param ticked on the page
 */
public record SelectionForm(boolean all, List<Long> ticked, LetterFilter filter) {

    private static final Field ALL = new Field("scope", "all");

    public static SelectionForm of(MultiValueMap<String, String> form) {
        return new SelectionForm(
                ALL.value().equals(form.getFirst(ALL.name())),
                form.getOrDefault("letters", List.of()).stream()
                        .map(SelectionForm::id)
                        .toList(),
                LetterFilter.ofForm(form));
    }

    private static Long id(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw Refused.invalid("/letters", "wrong-type", "must be numbers");
        }
    }

    /** Whether it selects nothing: no letter is ticked, and no filter is used. */
    public boolean empty() {
        return !all && ticked.isEmpty();
    }

    /** @throws Refused when a part of the filter breaks its rule */
    public Selection selection() {
        return all ? new Selection.Matching(filter.checked()) : new Selection.Picked(ticked);
    }

    /** Returns what says the same in another form or URL. */
    public List<Field> fields() {
        return all
                ? Stream.concat(Stream.of(ALL), filter.fields().stream()).toList()
                : ticked.stream()
                        .map(letter -> new Field("letters", letter.toString()))
                        .toList();
    }

    /** Returns where the letters were chosen. */
    public String list() {
        return list("");
    }

    /** Returns the same with a note for the reader. */
    public String list(String note) {
        return Links.to("/letters", filter.fields(), "note", note);
    }
}
