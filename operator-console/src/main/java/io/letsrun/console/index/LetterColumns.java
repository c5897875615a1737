package io.letsrun.console.index;

import io.letsrun.console.cause.Fingerprint;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/** Dead letters as the indexing statement takes them: an array for each column. The driver has no arrays of bytes. */
record LetterColumns(List<DeadLetter> letters) {

    GenericExecuteSpec bindTo(GenericExecuteSpec statement) {
        List<Fingerprint> causes = letters.stream().map(DeadLetter::fingerprint).toList();
        return statement
                .bind(0, texts(letter -> letter.place().topic()))
                .bind(1, integers(letter -> letter.place().partition()))
                .bind(2, longs(letter -> letter.place().offset()))
                .bind(3, texts(letter -> letter.origin().topic()))
                .bind(4, texts(letter -> letter.origin().group()))
                .bind(5, integers(letter -> letter.origin().partition()))
                .bind(6, longs(letter -> letter.origin().offset()))
                .bind(7, times(letter -> letter.origin().time()))
                .bind(8, texts(letter -> letter.failure().reason()))
                .bind(9, texts(letter -> letter.failure().exceptionClass()))
                .bind(10, texts(letter -> letter.failure().message()))
                .bind(11, texts(letter -> letter.failure().stack()))
                .bind(12, integers(letter -> letter.failure().attempts()))
                .bind(13, times(letter -> letter.failure().firstFailure()))
                .bind(14, times(letter -> letter.failure().lastFailure()))
                .bind(15, texts(letter -> letter.failure().serviceVersion()))
                .bind(16, texts(letter -> letter.event().id()))
                .bind(17, texts(letter -> letter.event().type()))
                .bind(18, uuids(letter -> letter.event().userId()))
                .bind(19, texts(letter -> letter.event().traceId()))
                .bind(20, texts(letter -> base64(letter.key())))
                .bind(21, texts(letter -> base64(letter.value())))
                .bind(22, texts(DeadLetter::headers))
                .bind(23, uuids(letter -> letter.replay().id()))
                .bind(24, integers(letter -> letter.replay().count()))
                .bind(25, column(causes, Fingerprint::digest, String[]::new))
                .bind(26, column(causes, Fingerprint::message, String[]::new))
                .bind(27, column(causes, Fingerprint::frames, String[]::new));
    }

    private static @Nullable String base64(byte @Nullable [] bytes) {
        return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
    }

    private @Nullable String[] texts(Function<DeadLetter, @Nullable String> value) {
        return column(letters, value, String[]::new);
    }

    private @Nullable Integer[] integers(Function<DeadLetter, @Nullable Integer> value) {
        return column(letters, value, Integer[]::new);
    }

    private @Nullable Long[] longs(Function<DeadLetter, @Nullable Long> value) {
        return column(letters, value, Long[]::new);
    }

    private @Nullable UUID[] uuids(Function<DeadLetter, @Nullable UUID> value) {
        return column(letters, value, UUID[]::new);
    }

    private @Nullable OffsetDateTime[] times(Function<DeadLetter, @Nullable Instant> value) {
        return column(letters, letter -> utc(value.apply(letter)), OffsetDateTime[]::new);
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static <S, T> @Nullable T[] column(
            List<S> rows, Function<S, @Nullable T> value, IntFunction<@Nullable T[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
