package io.letsrun.console.cause;

import io.letsrun.console.search.CauseCounts.Names;
import io.letsrun.console.web.Field;
import io.letsrun.console.web.Links;
import java.util.List;

/**
 * Why letters failed.
 *
 * @param group the filter's, or nothing
 * @param topic the filter's, or nothing
 * @param names what the filter suggests
 * @param all whether causes without open letters are shown, too
 */
record CausesView(String group, String topic, boolean all, Names names, List<Cause> causes) {

    /** Returns where a cause's letters are. */
    String letters(Cause cause) {
        return Links.to(
                "/letters",
                List.of(new Field("state", all ? "" : "open"), new Field("topic", topic)),
                "cause",
                cause.fingerprint());
    }
}
