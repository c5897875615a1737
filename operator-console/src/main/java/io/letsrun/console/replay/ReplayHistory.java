package io.letsrun.console.replay;

import io.letsrun.console.letter.LetterHistory;
import io.letsrun.console.letter.TimelineEntry;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Which replays a letter was in, and how each of them ended. */
@Component
final class ReplayHistory implements LetterHistory {

    private static final String FIND = """
            SELECT item.letter_id, item.state, item.sent_at, item.ended_at, item.detail, item.edited_event_id,
                   replay.id::text AS replay, replay.created_by
              FROM dead_letters.replay_item AS item
              JOIN dead_letters.replay ON replay.id = item.replay_id
             WHERE item.letter_id = ANY($1)
               AND item.state <> 'waiting'
             ORDER BY item.id DESC
             LIMIT 200
            """;

    private final DatabaseClient database;

    ReplayHistory(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<TimelineEntry> of(List<Long> letterIds) {
        return database.sql(FIND)
                .bind(0, letterIds.toArray(Long[]::new))
                .map(ReplayHistory::entries)
                .all()
                .flatMapIterable(entries -> entries);
    }

    private static List<TimelineEntry> entries(Readable row) {
        List<TimelineEntry> entries = new ArrayList<>();
        long letter = required(row.get("letter_id", Long.class));
        Instant sent = row.get("sent_at", Instant.class);
        if (sent != null) {
            entries.add(new TimelineEntry(sent, "replayed", row.get("created_by", String.class), replay(row), letter));
        }
        Instant ended = row.get("ended_at", Instant.class);
        if (ended != null) {
            entries.add(new TimelineEntry(ended, required(row.get("state", String.class)), null, end(row), letter));
        }
        return entries;
    }

    private static String replay(Readable row) {
        String edited = row.get("edited_event_id", String.class);
        String replay = "replay " + row.get("replay", String.class);
        return edited == null ? replay : replay + ", edited as event " + edited;
    }

    private static String end(Readable row) {
        String detail = row.get("detail", String.class);
        return detail == null ? "replay " + row.get("replay", String.class) : detail;
    }

    private static <T> T required(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
