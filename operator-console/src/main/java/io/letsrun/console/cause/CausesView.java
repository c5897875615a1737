package io.letsrun.console.cause;

import io.letsrun.console.search.CauseCounts.Names;
import io.letsrun.console.web.Section;
import io.letsrun.console.web.View;
import java.time.Instant;
import java.util.List;

/**
 * Why letters failed.
 *
 * @param group the filter's, or nothing
 * @param topic the filter's, or nothing
 * @param names what the filter suggests
 * @param all whether causes without open letters are shown, too
 */
record CausesView(String group, String topic, boolean all, Names names, List<Row> causes) implements View {

    @Override
    public String template() {
        return "cause/list.jte";
    }

    @Override
    public String title() {
        return "Causes";
    }

    @Override
    public Section section() {
        return Section.CAUSES;
    }

    /** One of them. */
    record Row(
            String link,
            String exception,
            String message,
            String group,
            String open,
            String total,
            Instant firstSeen,
            Instant lastSeen,
            String version,
            String sample) {}
}
