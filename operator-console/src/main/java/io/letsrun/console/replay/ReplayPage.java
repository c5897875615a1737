package io.letsrun.console.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some replays, newest first.
 *
 * @param next the cursor of the following page; null on the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReplayPage(List<Replay> items, @Nullable String next) {

    /** @param oneMore one more than were asked for, if there is one more: that is how the end is known without a count */
    static ReplayPage of(List<Replay> oneMore, int limit) {
        if (oneMore.size() <= limit) {
            return new ReplayPage(oneMore, null);
        }
        List<Replay> items = List.copyOf(oneMore.subList(0, limit));
        return new ReplayPage(items, items.getLast().id().toString());
    }
}
