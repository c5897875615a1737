package io.letsrun.console.cause;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The causes in storage. Their counts are kept by whatever changes letters, so nothing is counted here. */
@Component
public final class Causes {

    /** The most that are listed. More causes than that nobody reads. */
    public static final int MOST = 200;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String LIST = """
            SELECT cause.fingerprint, cause.group_name, cause.exception_class, cause.message, cause.frames,
                   cause.total, cause.open, cause.first_seen, cause.last_seen, cause.service_version, cause.sample_id
              FROM dead_letters.cause
             WHERE ($1 = '' OR cause.group_name = $1)
               AND (NOT $2 OR cause.open > 0)
             ORDER BY cause.last_seen DESC, cause.fingerprint
             LIMIT %d
            """.formatted(MOST);

    private static final String LIST_OF_TOPIC = """
            SELECT cause.fingerprint, cause.group_name, cause.exception_class, cause.message, cause.frames,
                   pile.open + pile.sending + pile.sent + pile.applied + pile.failed_again + pile.discarded AS total,
                   pile.open, cause.first_seen, cause.last_seen, cause.service_version, cause.sample_id
              FROM dead_letters.cause
              JOIN dead_letters.pile USING (fingerprint)
             WHERE ($1 = '' OR cause.group_name = $1)
               AND (NOT $2 OR pile.open > 0)
               AND pile.topic = $3
             ORDER BY cause.last_seen DESC, cause.fingerprint
             LIMIT %d
            """.formatted(MOST);

    private static final String FIND = "SELECT * FROM dead_letters.cause WHERE fingerprint = $1";

    private final DatabaseClient database;

    Causes(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Lists causes, the last seen first.
     *
     * @param group only of that group; null for all
     * @param topic only with letters from that topic, and counting only these; null for all
     * @param openOnly only with open letters
     */
    public Mono<List<Cause>> list(@Nullable String group, @Nullable String topic, boolean openOnly) {
        DatabaseClient.GenericExecuteSpec statement = database.sql(topic == null ? LIST : LIST_OF_TOPIC)
                .bind(0, group == null ? "" : group)
                .bind(1, openOnly);
        return (topic == null ? statement : statement.bind(2, topic))
                .map(Causes::cause)
                .all()
                .collectList()
                .timeout(PATIENCE);
    }

    /** Finds a cause; empty when there is none of that fingerprint. */
    public Mono<Cause> find(String fingerprint) {
        return database.sql(FIND).bind(0, fingerprint).map(Causes::cause).one().timeout(PATIENCE);
    }

    private static Cause cause(Readable row) {
        return new Cause(
                required(row.get("fingerprint", String.class)),
                required(row.get("group_name", String.class)),
                required(row.get("exception_class", String.class)),
                required(row.get("message", String.class)),
                required(row.get("frames", String.class)),
                required(row.get("total", Long.class)),
                required(row.get("open", Long.class)),
                required(row.get("first_seen", Instant.class)),
                required(row.get("last_seen", Instant.class)),
                row.get("service_version", String.class),
                row.get("sample_id", Long.class));
    }

    private static <T> T required(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
