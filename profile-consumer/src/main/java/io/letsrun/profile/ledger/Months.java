package io.letsrun.profile.ledger;

import io.letsrun.contracts.run.RunId;
import io.letsrun.delivery.column.ColumnType;
import io.letsrun.delivery.column.ColumnValues;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The ledger's partitions, one for each month that has runs.
 *
 * <p>Only months in which a run can start are opened: else a few thousand made-up ids, which a tombstone may bear, would make
 * as many tables. Such ids go to the default partition.
 */
@Component
final class Months {

    private static final YearMonth FIRST = YearMonth.of(2000, 1);

    private static final String OPEN = """
            SELECT count(profile.open_month(month, lowest, beyond))
              FROM unnest($1::text[], $2::uuid[], $3::uuid[]) AS batch(month, lowest, beyond)
            """;

    private final Set<YearMonth> opened = ConcurrentHashMap.newKeySet();
    private final DatabaseClient database;
    private final Clock clock;

    Months(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Completes when every run of these ids has its partition, which costs nothing once their months are known to be open.
     * This month and the next are always opened along, so that the turn of the month is no event.
     */
    Mono<Void> open(Collection<UUID> runIds) {
        YearMonth current = monthOf(clock.instant());
        YearMonth next = current.plusMonths(1);
        Stream<YearMonth> wanted = runIds.stream()
                .map(RunId::startedAt)
                .map(Months::monthOf)
                .filter(month -> !month.isBefore(FIRST) && !month.isAfter(next));
        List<YearMonth> missing = Stream.concat(Stream.of(current, next), wanted)
                .filter(month -> !opened.contains(month))
                .distinct()
                .sorted()
                .toList();
        return missing.isEmpty() ? Mono.empty() : create(missing);
    }

    /** The statement is its own transaction: months stay open when the batch that wanted them fails. */
    private Mono<Void> create(List<YearMonth> months) {
        return database.sql(OPEN)
                .bind(
                        0,
                        new ColumnValues<>(
                                ColumnType.TEXT,
                                months,
                                month -> "run_" + month.toString().replace('-', '_')))
                .bind(1, new ColumnValues<>(ColumnType.UUID, months, Months::lowest))
                .bind(2, new ColumnValues<>(ColumnType.UUID, months, month -> lowest(month.plusMonths(1))))
                .fetch()
                .first()
                .doOnSuccess(created -> opened.addAll(months))
                .then();
    }

    private static YearMonth monthOf(Instant instant) {
        return YearMonth.from(instant.atOffset(ZoneOffset.UTC));
    }

    private static UUID lowest(YearMonth month) {
        return RunId.lowest(month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
