package io.letsrun.console.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.console.traffic.TrafficSampler.History;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TrafficTest {

    private static final Instant START = Instant.parse("2026-11-21T06:00:00Z");

    @Test
    void timeToDrainIsWhatIsLeftOverWhatIsGained() {
        assertThat(Traffic.GroupTraffic.drain(1_000, 100, 200)).contains(Duration.ofSeconds(10));
        assertThat(Traffic.GroupTraffic.drain(0, 100, 0)).contains(Duration.ZERO);
        assertThat(Traffic.GroupTraffic.drain(1_000, 100, 100)).isEmpty();
        assertThat(Traffic.GroupTraffic.drain(1_000, 100, 0)).isEmpty();
    }

    @Test
    void lagIsSummedOverPartitionsAndOneWithoutACommitIsReadFromItsBeginning() {
        Sample sample = Sample.of(
                START,
                Map.of(partition("letsrun.runs", 0), 0L, partition("letsrun.runs", 1), 40L),
                Map.of(partition("letsrun.runs", 0), 100L, partition("letsrun.runs", 1), 50L),
                Map.of("g", Map.of(partition("letsrun.runs", 0), 70L)));

        assertThat(sample.flows())
                .containsExactly(Map.entry(
                        new Flow("letsrun.runs", "g"), new Sample.GroupPosition(110, 40, Map.of(0, 70L, 1, 40L))));
        assertThat(sample.ends()).containsExactly(Map.entry("letsrun.runs", 150L));
        assertThat(sample.kept()).containsExactly(Map.entry("letsrun.runs", 110L));
    }

    @Test
    void groupWithoutATopicOfOursIsNotShown() {
        Sample sample = Sample.of(START, Map.of(), Map.of(), Map.of("g", Map.of(partition("other", 0), 70L)));

        assertThat(sample.flows()).isEmpty();
    }

    @Test
    void retryAndDeadLetterTopicsBelongToTheirGroup() {
        Map<String, Long> ends = new HashMap<>(Map.of("letsrun.runs", 500L));
        ends.putAll(Map.of("letsrun.runs.g.retry", 20L, "letsrun.runs.g.retry-0", 10L, "letsrun.runs.g.dlt", 30L));
        Map<Flow, Sample.GroupPosition> flows = Map.of(
                new Flow("letsrun.runs", "g"), new Sample.GroupPosition(400, 100, Map.of()),
                new Flow("letsrun.runs.g.retry", "g-retry"), new Sample.GroupPosition(15, 5, Map.of()));
        Sample first = new Sample(
                START,
                Map.of("letsrun.runs", 300L, "letsrun.runs.g.dlt", 10L),
                Map.of(),
                Map.of(new Flow("letsrun.runs", "g"), new Sample.GroupPosition(300, 0, Map.of())));
        Sample second = new Sample(START.plusSeconds(2), ends, Map.of("letsrun.runs.g.retry-0", 10L), flows);

        Traffic view = Traffic.of(List.of(first, second), null);

        assertThat(view.topics()).hasSize(1);
        Traffic.GroupTraffic group = view.topics().getFirst().groups().getFirst();
        assertThat(group.in().now()).isEqualTo(100);
        assertThat(group.out().now()).isEqualTo(50);
        assertThat(group.lag().now()).isEqualTo(100);
        assertThat(group.toDrain()).isEmpty();
        assertThat(group.retrying()).isEqualTo(5 + 10);
        assertThat(group.dead().now()).isEqualTo(10);
    }

    @Test
    void aPartitionWithRecordsThatDoesNotMoveForTenSecondsIsStopped() {
        Sample first = sample(0, Map.of(0, 70L, 1, 40L, 2, 5L));
        Sample second = sample(9, Map.of(0, 70L, 1, 41L, 3, 8L));
        Sample third = sample(10, Map.of(0, 70L, 1, 42L, 3, 8L));

        assertThat(stopped(first, second)).isEmpty();
        assertThat(stopped(first, second, third)).containsExactly(0);
    }

    private static List<Integer> stopped(Sample... samples) {
        return Traffic.of(List.of(samples), null)
                .topics()
                .getFirst()
                .groups()
                .getFirst()
                .stopped();
    }

    private static Sample sample(int second, Map<Integer, Long> behind) {
        return new Sample(
                START.plusSeconds(second),
                Map.of("letsrun.runs", 100L),
                Map.of(),
                Map.of(new Flow("letsrun.runs", "g"), new Sample.GroupPosition(0, 9, behind)));
    }

    @Test
    void historyIsBoundedAndOutlivesTheBrokers() {
        History history = History.EMPTY;
        for (int i = 0; i < 10; i++) {
            history = history.plus(new Sample(START.plusSeconds(i), Map.of(), Map.of(), Map.of()), 3);
        }

        History away = history.away(START.plusSeconds(20)).away(START.plusSeconds(30));

        assertThat(away.samples())
                .extracting(Sample::at)
                .containsExactly(START.plusSeconds(7), START.plusSeconds(8), START.plusSeconds(9));
        assertThat(away.traffic().awaySince()).contains(START.plusSeconds(20));
        assertThat(away.plus(away.samples().getLast(), 3).traffic().awaySince()).isEmpty();
        assertThat(History.EMPTY.traffic().at()).isEqualTo(Optional.empty());
    }

    private static TopicPartition partition(String topic, int partition) {
        return new TopicPartition(topic, partition);
    }
}
