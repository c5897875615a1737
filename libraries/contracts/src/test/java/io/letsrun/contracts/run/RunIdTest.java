package io.letsrun.contracts.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunIdTest {

    private static final long YEAR_2100 = 4_102_444_800_000L;

    /** Known answers, computed apart from this code: RATIONALE.md has the few lines of Python. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            0190a0b0-c0d0-7e0f-8a1b-2c3d4e5f6071, row-1, 2019-12-15T09:08:00Z, 016f08d0-8180-766d-ab06-febe66d8de3c
            0190a0b0-c0d0-7e0f-8a1b-2c3d4e5f6071, row-2, 2019-12-15T09:08:00Z, 016f08d0-8180-7bfa-a8c1-64f4917eaeac
            00000000-0000-0000-0000-000000000000, x, 2000-01-01T00:00:00Z, 00dc6acf-ac00-79eb-a5d2-be35ca94ad88
            ffffffff-ffff-ffff-ffff-ffffffffffff, A._:-9, 2026-06-30T23:59:59.999Z, 019f1af9-b3ff-7eed-b37d-4e9410c99289
            """)
    void isTheSameEverywhere(UUID user, String clientRunId, Instant startedAt, UUID runId) {
        assertThat(RunId.of(user, clientRunId, startedAt)).isEqualTo(runId);
    }

    @Property
    void isAVersion7OfItsTime(
            @ForAll long most,
            @ForAll long least,
            @ForAll @StringLength(min = 1, max = 64) String clientRunId,
            @ForAll @LongRange(max = YEAR_2100) long millis) {
        UUID id = RunId.of(new UUID(most, least), clientRunId, Instant.ofEpochMilli(millis));

        assertThat(RunId.isWellFormed(id)).isTrue();
        assertThat(RunId.startedAt(id)).isEqualTo(Instant.ofEpochMilli(millis));
    }

    @Property
    void sortsByTime(@ForAll @Size(2) java.util.List<@LongRange(max = YEAR_2100) Long> millis) {
        Instant one = Instant.ofEpochMilli(millis.get(0));
        Instant other = Instant.ofEpochMilli(millis.get(1));
        String first = RunId.of(new UUID(1, 2), "x", one).toString();
        String second = RunId.lowest(other).toString();

        assertThat(first.compareTo(second) >= 0).isEqualTo(!one.isBefore(other));
    }

    @Property
    void differsWhereAnyPartDiffers(@ForAll @LongRange(max = YEAR_2100 - 1) long millis) {
        Instant startedAt = Instant.ofEpochMilli(millis);
        UUID id = RunId.of(new UUID(1, 2), "ab", startedAt);

        assertThat(id)
                .isNotEqualTo(RunId.of(new UUID(1, 3), "ab", startedAt))
                .isNotEqualTo(RunId.of(new UUID(1, 2), "ba", startedAt))
                .isNotEqualTo(RunId.of(new UUID(1, 2), "ab", startedAt.plusMillis(1)))
                .isEqualTo(RunId.of(new UUID(1, 2), "ab", startedAt.plusNanos(999_999)));
    }
}
