package io.letsrun.console.overview;

import java.util.List;

/**
 * One topic with one of its groups.
 *
 * @param id fit for an element
 * @param drain in words
 * @param mood of the drain time: {@code good}, {@code warn}, {@code bad} or nothing
 * @param openMood of the open letters: {@code bad} while there are any, {@code warn} while nobody knows, or nothing
 * @param causes why its open letters were dead-lettered, the most frequent first
 * @param letters where its open dead letters are listed
 */
record FlowCard(
        String id,
        String topic,
        String group,
        List<Figure> figures,
        String drain,
        String mood,
        String retrying,
        String open,
        String openMood,
        List<CauseLine> causes,
        String letters) {

    /** One reason of several dead letters. */
    record CauseLine(String open, String exception, String message, String link) {}
}
