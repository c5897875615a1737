package io.letsrun.profile.history;

import java.util.List;
import java.util.Optional;

/**
 * Some runs, newest first.
 *
 * @param runs at most as many as were asked for
 */
record RunPage(List<RunView> runs) {

    /**
     * Makes a page of one run more than was asked for, if there is one more: that is how the end is known without a count.
     *
     * @param revision of the runner, see {@link Found}
     */
    static Found of(long revision, List<RunView> oneMore, int limit) {
        if (oneMore.size() <= limit) {
            return new Found(revision, new RunPage(oneMore), Optional.empty());
        }
        List<RunView> runs = List.copyOf(oneMore.subList(0, limit));
        return new Found(
                revision,
                new RunPage(runs),
                Optional.of(new RunCursor(runs.getLast().runId())));
    }

    /**
     * A page and where the next one begins.
     *
     * @param revision higher after each change of anything of the runner
     * @param next nothing on the last page
     */
    record Found(long revision, RunPage page, Optional<RunCursor> next) {}
}
