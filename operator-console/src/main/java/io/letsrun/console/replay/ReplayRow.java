package io.letsrun.console.replay;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A replay, as the database gives it. */
final class ReplayRow {

    static final String COLUMNS = "id, state, expected,"
            + " expected - sending - sent - applied - failed - skipped AS waiting, sending, sent, applied, failed, skipped,"
            + " rate, created_by, created_at, started_at, ended_at, filter::text AS filter, coalesce(reason, trouble) AS reason";

    private ReplayRow() {}

    static Replay replay(Readable row) {
        return new Replay(
                required(row.get("id", UUID.class)),
                ReplayState.of(required(row.get("state", String.class))),
                number(row, "expected"),
                number(row, "waiting"),
                number(row, "sending"),
                number(row, "sent"),
                number(row, "applied"),
                number(row, "failed"),
                number(row, "skipped"),
                required(row.get("rate", Integer.class)),
                required(row.get("created_by", String.class)),
                required(row.get("created_at", Instant.class)),
                row.get("started_at", Instant.class),
                row.get("ended_at", Instant.class),
                row.get("filter", String.class),
                row.get("reason", String.class));
    }

    private static long number(Readable row, String column) {
        return required(row.get(column, Long.class));
    }

    private static <T> T required(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
