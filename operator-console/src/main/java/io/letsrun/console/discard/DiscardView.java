package io.letsrun.console.discard;

import io.letsrun.console.discard.Discards.Preview;
import io.letsrun.console.search.SelectionForm;
import io.letsrun.console.web.Figures;

/**
 * Letters that are to be discarded, before an operator confirms.
 *
 * @param problem why they were not discarded, or nothing
 */
record DiscardView(Preview preview, SelectionForm choice, String problem) {

    String counted() {
        return Figures.count(preview.count(), "letter");
    }

    /** How they were chosen. */
    String words() {
        return choice.all()
                ? "These are all the open letters that match the filter."
                : "These are the open ones among those you ticked.";
    }
}
