package io.letsrun.console.replay;

import io.letsrun.console.web.Badge;
import io.letsrun.console.web.Section;
import io.letsrun.console.web.View;
import java.time.Instant;
import java.util.List;

/** Replays, newest first; {@code next} is where older ones are, or nothing. */
record ReplaysView(List<Row> replays, String next) implements View {

    @Override
    public String template() {
        return "replay/list.jte";
    }

    @Override
    public String title() {
        return "Replays";
    }

    @Override
    public Section section() {
        return Section.REPLAYS;
    }

    /** One of them. */
    record Row(
            String id,
            String name,
            Instant createdAt,
            String createdBy,
            Badge state,
            String expected,
            String applied,
            String failed,
            String skipped,
            String rate,
            String reason) {}
}
