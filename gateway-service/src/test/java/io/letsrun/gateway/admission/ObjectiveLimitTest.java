package io.letsrun.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.netflix.concurrency.limits.Limit;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ObjectiveLimitTest {

    private static final int MOST = 3_000;
    private static final int LEAST = 100;

    private final Limit limit = ObjectiveLimit.of(LEAST, MOST, Duration.ofMillis(250));
    private long now = TimeUnit.HOURS.toNanos(1);

    @Test
    void startsWithAllPlaces() {
        assertThat(limit.getLimit()).isEqualTo(MOST);
    }

    @Test
    void staysWhileAnswersComeInTime() {
        windows(50, 240, false);

        assertThat(limit.getLimit()).isEqualTo(MOST);
    }

    @Test
    void outlastsAMomentInWhichAnswersAreSlow() {
        windows(3, 400, false);

        assertThat(limit.getLimit()).as("8,333 a second for 250 ms").isGreaterThan(2_083);
    }

    @Test
    void fallsWhileAnswersAreSlowButNotToNothing() {
        windows(10, 400, false);
        assertThat(limit.getLimit()).isBetween(LEAST, MOST / 2);

        windows(100, 400, false);
        assertThat(limit.getLimit()).isEqualTo(LEAST);
    }

    @Test
    void fallsWhenSomethingCouldNotBeTakenHoweverQuicklyThatWasSaid() {
        windows(10, 1, true);

        assertThat(limit.getLimit()).isLessThan(MOST / 2);
    }

    @Test
    void isAsAtTheStartFiveSecondsAfterTheWorst() {
        windows(100, 10_000, true);

        windows(51, 5, false);

        assertThat(limit.getLimit()).isEqualTo(MOST);
    }

    @Test
    void growsBackWhetherItIsUsedUpOrNot() {
        windows(100, 400, false);

        windows(10, 5, false);

        assertThat(limit.getLimit()).isGreaterThan(500);
    }

    @Test
    void drawsNoConclusionFromAHandfulOfAnswers() {
        for (int i = 0; i < 20; i++) {
            now += TimeUnit.MILLISECONDS.toNanos(101);
            limit.onSample(now - TimeUnit.SECONDS.toNanos(3), TimeUnit.SECONDS.toNanos(3), 1, false);
        }

        assertThat(limit.getLimit()).isEqualTo(MOST);
    }

    private void windows(int count, long millis, boolean dropped) {
        for (int i = 0; i < count; i++) {
            now += TimeUnit.MILLISECONDS.toNanos(101);
            for (int sample = 0; sample < 20; sample++) {
                long took = TimeUnit.MILLISECONDS.toNanos(millis);
                limit.onSample(now - took, took, 1, dropped);
            }
        }
    }
}
