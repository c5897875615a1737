package io.letsrun.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.netflix.concurrency.limits.Limit;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the limit does to a line. */
class QueueModelTest {

    private static final QueueModel COLD_BURST = new QueueModel(
            time -> time < 2 ? 7_000 + 2_000 * time : 11_000,
            time -> 8_333,
            List.of(new QueueModel.Pause(1, 1.15), new QueueModel.Pause(6, 6.15), new QueueModel.Pause(12, 12.15)));

    private static final QueueModel THREE_TIMES =
            new QueueModel(time -> 10_000, time -> time >= 10 && time < 40 ? 30_000 : 8_000, List.of());

    private static final QueueModel STALL = new QueueModel(
            time -> 11_000, time -> 8_333, List.of(new QueueModel.Pause(5, 8), new QueueModel.Pause(20, 20.15)));

    private final Limit ours = new ObjectiveLimit(200, 2_600, Duration.ofMillis(50));

    @Test
    void refusesNobodyOfABurstThatMeetsAColdGateway() {
        assertThat(COLD_BURST.under(ours, 5, 15, 30)).allSatisfy(stretch -> {
            assertThat(stretch.refused()).isZero();
            assertThat(stretch.p99()).isLessThan(0.250);
        });
    }

    @Test
    void acceptsAsMuchAsCanBeServedInTimeAndIsItselfAgainAfterFiveSeconds() {
        List<QueueModel.Outcome> stretches = THREE_TIMES.under(ours, 10, 11, 40, 45, 60);

        assertThat(stretches.get(1).limit()).as("a second later").isLessThan(850);
        assertThat(stretches.get(2).accepted()).isGreaterThan(9_900);
        assertThat(stretches.get(2).p99()).isLessThan(0.5);
        assertThat(stretches.get(3).limit()).isEqualTo(2_600);
        assertThat(stretches.get(4).refused()).isZero();
        assertThat(stretches.get(4).p99()).isLessThan(0.010);
    }

    @Test
    void refusesNobodyForAStallThatIsOver() {
        List<QueueModel.Outcome> stretches = STALL.under(ours, 10, 19, 30);

        assertThat(stretches.get(1).limit()).isEqualTo(2_600);
        assertThat(stretches.get(2).refused()).isZero();
    }
}
