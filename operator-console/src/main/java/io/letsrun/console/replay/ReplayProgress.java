package io.letsrun.console.replay;

import io.letsrun.console.web.Badge;
import java.util.List;

/**
 * How far a replay has got.
 *
 * @param known the state in code: the page's next look tells it, and gets new buttons when it has changed
 * @param live whether it may still change, so that the page goes on looking
 * @param words the present in one sentence
 * @param note why it stopped, or what it waits for; or nothing
 * @param parts what its letters are, as parts of a bar
 * @param actions what can be done now
 */
record ReplayProgress(
        String id,
        Badge state,
        String known,
        boolean live,
        String words,
        String note,
        String expected,
        List<Part> parts,
        List<Action> actions) {

    /** The bar's width. */
    static final int WIDTH = 1000;

    /**
     * Letters with the same fate.
     *
     * @param kind {@code good}, {@code bad}, {@code busy}, {@code idle} or nothing
     */
    record Part(String label, String kind, String count, String x, String width) {}

    /** @param verb the path's end */
    record Action(String verb, String label, String looks) {}
}
