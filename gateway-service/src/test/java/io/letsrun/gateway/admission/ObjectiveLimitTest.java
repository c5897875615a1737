package io.letsrun.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.netflix.concurrency.limits.Limit;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ObjectiveLimitTest {

    private static final int MOST = 2_600;
    private static final int LEAST = 100;

    private final Limit limit = new ObjectiveLimit(LEAST, MOST, Duration.ofMillis(250));
    private long now = TimeUnit.HOURS.toNanos(1);

    @Test
    void startsWithAllPlaces() {
        assertThat(limit.getLimit()).isEqualTo(MOST);
    }

    @Test
    void staysWhileAnswersComeInTime() {
        tenths(50, 240, false);

        assertThat(limit.getLimit()).isEqualTo(MOST);
    }

    @Test
    void outlastsAMomentInWhichAnswersAreSlow() {
        tenths(3, 400, false);

        assertThat(limit.getLimit()).as("8,333 a second for 200 ms").isGreaterThan(1_667);
    }

    @Test
    void fallsWhileAnswersAreSlowButNotToNothing() {
        tenths(10, 400, false);
        assertThat(limit.getLimit()).isBetween(LEAST, MOST / 2);

        tenths(100, 400, false);
        assertThat(limit.getLimit()).isEqualTo(LEAST);
    }

    @Test
    void fallsWhenSomethingCouldNotBeTakenHoweverQuicklyThatWasSaid() {
        tenths(10, 1, true);

        assertThat(limit.getLimit()).isLessThan(MOST / 2);
    }

    @Test
    void isAsAtTheStartFiveSecondsAfterTheWorst() {
        tenths(100, 10_000, true);

        tenths(51, 5, false);

        assertThat(limit.getLimit()).isEqualTo(MOST);
    }

    @Test
    void growsBackWhetherItIsUsedUpOrNot() {
        tenths(100, 400, false);

        tenths(10, 5, false);

        assertThat(limit.getLimit()).isGreaterThan(500);
    }

    @Test
    void growsBackAtAFewAnswersASecond() {
        tenths(100, 400, false);

        for (int i = 0; i < 100; i++) {
            answerAfter(50, 5);
        }

        assertThat(limit.getLimit()).isEqualTo(MOST);
    }

    @Test
    void growsBackWhileNobodyComes() {
        tenths(100, 400, false);

        answerAfter(5_000, 5);

        assertThat(limit.getLimit()).isEqualTo(MOST);
    }

    @Test
    void doesNotGrowWhileNothingIsAnswered() {
        tenths(100, 400, false);

        answerAfter(5_000, 5_000);

        assertThat(limit.getLimit()).isEqualTo(LEAST);
    }

    private void answerAfter(long millis, long took) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
        long nanos = TimeUnit.MILLISECONDS.toNanos(took);
        limit.onSample(now - nanos, nanos, 1, false);
    }

    @Test
    void drawsNoConclusionFromAHandfulOfAnswers() {
        for (int i = 0; i < 20; i++) {
            now += TimeUnit.MILLISECONDS.toNanos(101);
            limit.onSample(now - TimeUnit.SECONDS.toNanos(3), TimeUnit.SECONDS.toNanos(3), 1, false);
        }

        assertThat(limit.getLimit()).isEqualTo(MOST);
    }

    /** So many tenths of a second with 40 answers each. */
    private void tenths(int count, long millis, boolean dropped) {
        for (int i = 0; i < count * 40; i++) {
            now += TimeUnit.MICROSECONDS.toNanos(2_500);
            long took = TimeUnit.MILLISECONDS.toNanos(millis);
            limit.onSample(now - took, took, 1, dropped);
        }
    }
}
