package io.letsrun.delivery.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.letsrun.testing.Infrastructure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.r2dbc.core.DatabaseClient;

/** PostgreSQL reads what was written. */
class ColumnValuesIT {

    private final DatabaseClient database =
            DatabaseClient.create(Infrastructure.shared().postgres().connections("profile"));

    @Test
    void eachTypeWithItsExtremesAndNulls() {
        assertStored(ColumnType.BOOLEAN, Boolean.class, true, null, false);
        assertStored(ColumnType.SMALLINT, Short.class, Short.MIN_VALUE, (short) 0, null, Short.MAX_VALUE);
        assertStored(ColumnType.INTEGER, Integer.class, null, Integer.MIN_VALUE, -1, Integer.MAX_VALUE);
        assertStored(ColumnType.BIGINT, Long.class, Long.MIN_VALUE, 1L, null, Long.MAX_VALUE);
        assertStored(ColumnType.DOUBLE, Double.class, -0.1, Double.MIN_VALUE, null, Double.MAX_VALUE);
        assertStored(ColumnType.TEXT, String.class, "", "NULL", null, "{\"a\\,b'}", "Zoë 🏃 東京");
        assertStored(ColumnType.UUID, UUID.class, new UUID(0, 0), null, new UUID(-1, -1), UUID.randomUUID());
        assertStored(
                ColumnType.TIMESTAMPTZ,
                Instant.class,
                Instant.parse("1969-12-31T23:59:59.999999Z"),
                null,
                Instant.parse("2026-11-29T06:00:00.000001Z"));
    }

    /** It is for the database to refuse them, as it refuses every other value that it cannot hold. */
    @ParameterizedTest
    @ValueSource(strings = {"+300000-01-01T00:00:00Z", "-300000-01-01T00:00:00Z", "+294277-01-09T04:00:54.775807Z"})
    void noInstantThatPostgresDoesNotHave(String instant) {
        assertThatThrownBy(() -> assertStored(ColumnType.TIMESTAMPTZ, Instant.class, Instant.parse(instant)))
                .hasStackTraceContaining("timestamp out of range");
    }

    @Test
    void nothingAtAll() {
        assertStored(ColumnType.TEXT, String.class);
        assertStored(ColumnType.UUID, UUID.class);
    }

    @Test
    void thatIsLargerThanItsBufferAtFirst() {
        String[] texts =
                IntStream.range(0, 5_000).mapToObj(i -> "é".repeat(i % 200)).toArray(String[]::new);
        assertStored(ColumnType.TEXT, String.class, texts);
    }

    @SafeVarargs
    private <T> void assertStored(ColumnType<T> type, Class<T> javaType, @Nullable T... values) {
        List<@Nullable T> column = new ArrayList<>(Arrays.asList(values));
        assertThat(database.sql("SELECT value FROM unnest($1::" + type.arrayName()
                                + ") WITH ORDINALITY AS a(value, n) ORDER BY n")
                        .bind(0, new ColumnValues<>(type, column, value -> value))
                        .map(row -> Optional.ofNullable(row.get(0, javaType)))
                        .all()
                        .collectList()
                        .block())
                .isEqualTo(column.stream().map(Optional::ofNullable).toList());
    }
}
