package io.letsrun.console.audit;

import io.letsrun.console.web.Section;
import io.letsrun.console.web.View;
import java.time.Instant;
import java.util.List;

/** Entries, newest first; {@code next} is where older ones are, or nothing. */
record AuditView(List<Row> entries, String next) implements View {

    @Override
    public String template() {
        return "audit/list.jte";
    }

    @Override
    public String title() {
        return "Audit";
    }

    @Override
    public Section section() {
        return Section.AUDIT;
    }

    /**
     * One of them.
     *
     * @param replay its id, or nothing
     * @param letters the ids of those that were named
     * @param filter that chose them, or nothing
     */
    record Row(
            Instant at,
            String who,
            String role,
            String action,
            String reason,
            String replay,
            List<Long> letters,
            String more,
            String filter,
            String count) {}
}
