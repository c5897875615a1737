package io.letsrun.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.console.overview.OpenLetters.Counts;
import io.letsrun.console.overview.OpenLetters.Open;
import io.letsrun.console.overview.OpenLetters.OpenCause;
import io.letsrun.console.overview.OverviewController.OverviewView;
import io.letsrun.console.traffic.Flow;
import io.letsrun.console.traffic.Series;
import io.letsrun.console.traffic.Traffic;
import io.letsrun.console.traffic.Traffic.GroupTraffic;
import io.letsrun.console.traffic.Traffic.TopicTraffic;
import io.letsrun.console.web.Rendered;
import io.letsrun.console.web.Section;
import io.letsrun.console.web.View;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** At night colours are read before words. */
class FlowCardTest {

    private static final Instant AT = Instant.parse("2026-11-21T06:00:00Z");
    private static final Counts NONE = new Counts(Map.of());
    private static final Counts SOME = new Counts(Map.of(
            new Flow("letsrun.runs", "profile-consumer"),
            new Open(74, List.of(new OpenCause("abc", "java.lang.IllegalStateException", "pace", 74)))));

    @Test
    void isGreenWhereNothingWaitsForAnybody() {
        assertThat(page(NONE, 0, 0)).contains("badge good", "caught up").doesNotContain("badge bad");
    }

    @Test
    void isRedAndNotGreenWhileLettersAreOpen() {
        assertThat(page(SOME, 0, 0))
                .contains("class=\"badge bad\"", "74 open dead letters")
                .doesNotContain("badge good");
    }

    @Test
    void isNotGreenWhileRecordsWaitForARetryOrNobodyKnowsWhatIsOpen() {
        assertThat(page(NONE, 0, 3)).doesNotContain("badge good");
        assertThat(page(null, 0, 0)).contains("badge warn").doesNotContain("badge good");
    }

    @Test
    void isRedWhenTheLagWouldNeverEnd() {
        assertThat(page(NONE, 9, 0)).contains("badge bad", "standing still");
    }

    @Test
    void namesThePartitionsThatStandStill() {
        assertThat(page(NONE, 9, 0, List.of(0, 3))).contains("badge warn", "stopped: partitions 0, 3");
        assertThat(page(NONE, 9, 0, List.of(7))).contains("stopped: partition 7");
        assertThat(page(NONE, 9, 0)).doesNotContain("stopped");
    }

    private static String page(@Nullable Counts open, long lag, long retrying) {
        return page(open, lag, retrying, List.of());
    }

    private static String page(@Nullable Counts open, long lag, long retrying, List<Integer> stopped) {
        Series none = new Series(0, List.of());
        GroupTraffic flow = new GroupTraffic(
                "letsrun.runs", "profile-consumer", none, none, new Series(lag, List.of()), retrying, none, stopped);
        TopicTraffic topic = new TopicTraffic("letsrun.runs", none, List.of(flow));
        Traffic seen = new Traffic(Optional.of(AT), Optional.empty(), List.of(topic));
        return Rendered.html(
                new View("overview/flows.jte", "Overview", Section.OVERVIEW, OverviewView.of(seen, open, AT)));
    }
}
