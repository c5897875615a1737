package io.letsrun.load.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.letsrun.load.openloop.Latency;
import io.letsrun.load.openloop.LoadResult;
import io.letsrun.load.openloop.OpenLoop;
import io.letsrun.load.openloop.PhaseResult;
import io.letsrun.load.openloop.Second;
import io.letsrun.load.schedule.Phase;
import io.letsrun.load.schedule.Stretch;
import io.letsrun.load.stack.FaultDrill;
import io.letsrun.load.stack.Watch;
import io.letsrun.local.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SummaryTest {

    private static final Instant BEGAN = Instant.parse("2026-03-01T06:00:00Z");

    private final List<Second> seconds = new ArrayList<>();

    @Test
    void hasRecoveredWithTheFirstWholeSecondThatIsAsAsked() {
        second(0, 100, 0, 10);
        second(1, 90, 200, 300);
        second(2, 100, 5, 10); // refused
        second(2, 100, 0, 251); // slow
        second(2, 100, 0, 250); // as asked

        Recovery recovery = Recovery.of(findings(Duration.ZERO), 10);

        assertThat(recovery.seconds()).hasValue(3);
        assertThat(recovery.acceptedBefore()).isEqualTo(100);
        assertThat(recovery.acceptedOver()).isEqualTo(90);
    }

    @Test
    void hasRecoveredWhenItIsNotMuchSlowerThanASlowTimeBefore() {
        second(0, 100, 0, 400);
        second(1, 90, 200, 900);
        second(2, 100, 0, 700);

        Recovery recovery = Recovery.of(findings(Duration.ZERO), 400);

        assertThat(recovery.seconds()).hasValue(1);
    }

    @Test
    void saysWhenItDidNotRecover() {
        second(0, 100, 0, 10);
        second(1, 90, 200, 300);
        second(2, 100, 1, 10);

        assertThat(Recovery.of(findings(Duration.ZERO), 10).seconds()).isEmpty();
    }

    @Test
    void theWarmUpDoesNotCount() {
        Findings findings = findings(Duration.ofSeconds(1));

        assertThat(findings.timed()).hasSize(2);
        assertThat(findings.timedFrom()).isEqualTo(BEGAN.plusSeconds(1));
    }

    @Test
    void nothingAcceptedIsNoSuccess() {
        assertThat(findings(Duration.ZERO).holds()).isFalse();
    }

    @Test
    void thePageNeedsNothingElseAndIsNoPlaceForScripts(@TempDir Path directory) throws Exception {
        second(0, 100, 0, 10);
        second(0, 100, 0, 10);

        Path page = page(findings(Duration.ZERO)).writeTo(directory);

        assertThat(Files.readString(page))
                .contains("new uPlot(", "kafka \\u003cb>killed")
                .doesNotContain("<b>killed", "src=\"http", "href=\"http", "/*data*/", "/*uplot.js*/", "/*uplot.css*/");
        assertThat(directory.resolve("summary.json")).isNotEmptyFile();
    }

    @Test
    void comparesWithAnEarlierReport(@TempDir Path directory) throws Exception {
        second(0, 100, 0, 10);
        page(findings(Duration.ZERO)).writeTo(directory);
        BurstSummary now = BurstSummary.of(findings(Duration.ZERO), List.of());

        Comparison comparison = Comparison.with(directory);

        assertThat(comparison.before()).isEqualTo(now);
        assertThat(comparison.rows(now))
                .contains(List.of("p99", "0.0 ms", "0.0 ms", "-"), List.of("lost", "-", "-", "-"));
    }

    @Test
    void comparesWithAReportThatLacksANumber(@TempDir Path directory) throws Exception {
        page(findings(Duration.ZERO)).writeTo(directory);
        Path summary = directory.resolve("summary.json");
        Files.writeString(summary, Files.readString(summary).replaceAll("\"refusedWithRetryAfter\" : 0,", ""));

        assertThat(Comparison.with(directory).before().timed().refusedWithRetryAfter())
                .isZero();
        assertThat(summary).content().doesNotContain("refusedWithRetryAfter");
    }

    @Test
    void refusesToCompareWithWhatIsNoReport(@TempDir Path directory) throws Exception {
        assertThatThrownBy(() -> Comparison.with(directory)).isInstanceOf(Refusal.class);
        Files.writeString(directory.resolve("summary.json"), "{\"title\":\"old\"}");
        assertThatThrownBy(() -> Comparison.with(directory)).isInstanceOf(Refusal.class);
    }

    @Test
    void countsFromAcceptedToStored() {
        for (int i = 0; i < 10; i++) {
            second(0, 100, 0, 10); // 100 a second, stored two seconds later
        }
        List<Watch.Sample> samples = IntStream.rangeClosed(0, 14)
                .mapToObj(i ->
                        new Watch.Sample(BEGAN.plusSeconds(i), Math.clamp(100L * (i - 2), 0, 1000), 0, 0.2, 0.9, 0))
                .toList();

        Latency took = BurstSummary.storing(findings(Duration.ZERO, samples));

        assertThat(took.p50()).isCloseTo(2000, within(10.0));
        assertThat(took.max()).isCloseTo(2000, within(10.0));
    }

    private void second(int phase, long accepted, long refused, double p99) {
        LoadResult load = new LoadResult(
                "second",
                accepted + refused,
                accepted + refused,
                accepted,
                accepted,
                refused,
                Map.of(),
                0,
                0,
                0,
                0,
                new Latency(1, p99, p99, p99, p99, p99, p99),
                Latency.NONE,
                List.of());
        seconds.add(new Second(seconds.size(), phase, 0, load));
    }

    private static ReportPage page(Findings findings) {
        return new ReportPage(findings, BurstSummary.of(findings, List.of()));
    }

    private Findings findings(Duration warmUp) {
        return findings(warmUp, List.of(new Watch.Sample(BEGAN.plusMillis(1500), 50, 5, 0.2, 0.9, 1 << 28)));
    }

    private Findings findings(Duration warmUp, List<Watch.Sample> samples) {
        Stretch second = Stretch.constant(100, Duration.ofSeconds(1));
        List<PhaseResult> phases = List.of(
                new PhaseResult(new Phase("before", second), Duration.ZERO, Map.of()),
                new PhaseResult(new Phase("overload", second), Duration.ofSeconds(1), Map.of()),
                new PhaseResult(new Phase("after", second), Duration.ofSeconds(2), Map.of()));
        return new Findings(
                "overload",
                Map.of("rate", "100/s"),
                "a machine",
                "abc123",
                BEGAN,
                warmUp,
                phases,
                seconds,
                samples,
                List.of(new FaultDrill.Mark(BEGAN.plusSeconds(1), "kafka <b>killed")),
                Map.of("kafka", 0.5),
                List.of(),
                null,
                new OpenLoop.Connections(1, 0, 0),
                false);
    }
}
