package io.letsrun.console.letter;

import io.letsrun.console.access.Caller;
import io.letsrun.console.search.LetterFilter;
import io.letsrun.console.search.LetterPage;
import io.letsrun.console.search.LetterPage.Cursor;
import io.letsrun.console.search.LetterSearch;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The letters in storage. */
@Component
public final class Letters {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String FIND =
            "SELECT " + StoredLetter.COLUMNS + " FROM dead_letters.letter WHERE letter.id = $1";

    /** A letter whose headers tell no origin has only the lives that its replays are known to lead to. */
    private static final String CHAIN = """
            WITH asked AS (
                SELECT id, topic, partition, "offset", group_name, previous_id FROM dead_letters.letter WHERE id = $1
            ), chain AS (
                SELECT id FROM asked
                 UNION
                SELECT previous_id FROM asked
                 UNION
                SELECT life.id
                  FROM asked
                  JOIN dead_letters.letter AS life USING (topic, partition, "offset", group_name)
            )
            SELECT id, first_failure, last_failure, exception_class, attempts
              FROM dead_letters.letter
              JOIN chain USING (id)
             ORDER BY id
             LIMIT 100
            """;

    private final DatabaseClient database;
    private final LetterSearch search;
    private final ObjectProvider<LetterHistory> histories;
    private final ObjectProvider<Reveals> reveals;

    Letters(
            DatabaseClient database,
            LetterSearch search,
            ObjectProvider<LetterHistory> histories,
            ObjectProvider<Reveals> reveals) {
        this.database = database;
        this.search = search;
        this.histories = histories;
        this.reveals = reveals;
    }

    /**
     * Returns a page of letters, the last failed first.
     *
     * @param cursor a page's {@link LetterPage#next}; null for the first one
     * @param limit 1 or more
     */
    public Mono<LetterPage> page(LetterFilter filter, @Nullable String cursor, int limit) {
        Cursor start = cursor == null ? Cursor.before(null) : Cursor.parse(cursor);
        return search.page(filter, start, limit).timeout(PATIENCE);
    }

    /** Finds a letter, masked; empty when there is none of that id. */
    public Mono<Letter> find(long id) {
        return database.sql(FIND)
                .bind(0, id)
                .map(StoredLetter::of)
                .one()
                .zipWhen(letter -> lives(id), Letters::withLives)
                .flatMap(this::withHistory)
                .timeout(PATIENCE);
    }

    /** Returns a letter's record as it came, once it is written down who saw it and why; empty when there is no such letter. */
    public Mono<Revealed> reveal(long id, Caller caller, String reason) {
        return database.sql("SELECT key, value, headers::text AS headers FROM dead_letters.letter WHERE id = $1")
                .bind(0, id)
                .map(StoredLetter::revealed)
                .one()
                .delayUntil(revealed -> reveals.getObject().revealed(id, caller, reason))
                .timeout(PATIENCE);
    }

    private Mono<List<Lives>> lives(long id) {
        return database.sql(CHAIN).bind(0, id).map(Lives::of).all().collectList();
    }

    private static Letter withLives(Letter letter, List<Lives> lives) {
        return letter.with(
                lives.stream().map(Lives::id).toList(),
                lives.stream().flatMap(life -> life.entries().stream()).toList());
    }

    private Mono<Letter> withHistory(Letter letter) {
        return Flux.fromStream(histories::orderedStream)
                .concatMap(history -> history.of(letter.chain()))
                .mergeWith(Flux.fromIterable(letter.timeline()))
                .collectSortedList(Comparator.comparing(TimelineEntry::at).thenComparing(TimelineEntry::letterId))
                .map(past -> letter.with(letter.chain(), past));
    }

    /** What the letters themselves tell of their past. */
    private record Lives(long id, List<TimelineEntry> entries) {

        static Lives of(Readable row) {
            long id = Objects.requireNonNull(row.get("id", Long.class));
            return new Lives(
                    id,
                    List.of(
                            new TimelineEntry(
                                    Objects.requireNonNull(row.get("first_failure", java.time.Instant.class)),
                                    "failed",
                                    null,
                                    Objects.requireNonNull(row.get("exception_class", String.class)),
                                    id),
                            new TimelineEntry(
                                    Objects.requireNonNull(row.get("last_failure", java.time.Instant.class)),
                                    "dead-lettered",
                                    null,
                                    "at attempt " + row.get("attempts", Integer.class),
                                    id)));
        }
    }
}
