package io.letsrun.profile.history;

import java.util.List;
import java.util.Optional;

/**
 * Some runs, newest first.
 *
 * @param runs at most as many as were asked for
 */
record RunPage(List<RunView> runs) {

    /** Makes a page of one run more than was asked for, if there is one more: that is how the end is known without a count. */
    static Found of(List<RunView> oneMore, int limit) {
        if (oneMore.size() <= limit) {
            return new Found(new RunPage(oneMore), Optional.empty());
        }
        List<RunView> runs = List.copyOf(oneMore.subList(0, limit));
        return new Found(
                new RunPage(runs), Optional.of(new RunCursor(runs.getLast().runId())));
    }

    /**
     * A page and where the next one begins.
     *
     * @param next nothing on the last page
     */
    record Found(RunPage page, Optional<RunCursor> next) {}
}
