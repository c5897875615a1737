package io.letsrun.console.overview;

import io.letsrun.console.overview.OpenLetters.Open;
import io.letsrun.console.traffic.Series;
import io.letsrun.console.traffic.Traffic.GroupTraffic;
import io.letsrun.console.web.Field;
import io.letsrun.console.web.Figures;
import io.letsrun.console.web.Links;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One topic with one of its groups: measurements as words and curves.
 *
 * @param dead its open letters; null while the database does not answer
 * @param until the right end of the charts
 * @param away whether the brokers do not answer, so that nothing measured is of now
 */
record FlowCard(GroupTraffic flow, @Nullable Open dead, Instant until, boolean away) {

    private static final Duration SPAN = Duration.ofMinutes(5);
    private static final Duration LONG = Duration.ofMinutes(2);

    /** Fit for an element. */
    String id() {
        return "flow-" + flow.topic() + '-' + flow.group();
    }

    /**
     * A number with its recent past.
     *
     * @param kind how it is drawn: {@code in}, {@code out}, {@code lag} or {@code dead}
     * @param now its present value, with its unit
     * @param most the highest of the chart, for those who cannot see it
     */
    record Figure(String kind, String label, String now, String unit, String most, Sparkline chart) {}

    List<Figure> figures() {
        Sparkline lag = Sparkline.of(flow.lag().points(), until, SPAN);
        String waiting = Figures.count(Math.round(flow.lag().now()));
        return List.of(
                rate("in", "In", flow.in()),
                rate("out", "Out", flow.out()),
                new Figure("lag", "Lag", waiting, "", Figures.rate(lag.most()), lag),
                rate("dead", "Dead-lettered", flow.dead()));
    }

    private Figure rate(String kind, String label, Series series) {
        Sparkline chart = Sparkline.of(series.points(), until, SPAN);
        return new Figure(
                kind, label, Figures.rate(series.now()), "/s", Figures.rate(chart.most()) + " a second", chart);
    }

    String drain() {
        if (flow.lag().now() <= 0) {
            return "caught up";
        }
        return flow.toDrain()
                .map(time -> "drained in " + Figures.duration(time))
                .orElse(flow.out().now() > 0 ? "falling behind" : "standing still");
    }

    /** Of the drain time. Green only where nothing waits for anybody: no lag, no retries, no open letters. */
    String mood() {
        if (away) {
            return "";
        }
        boolean clear = dead != null && dead.total() == 0 && flow.retrying() == 0;
        return flow.toDrain()
                .map(time -> time.isZero() ? clear ? "good" : "" : time.compareTo(LONG) < 0 ? "busy" : "warn")
                .orElse("bad");
    }

    /** Empty while every partition moves. */
    String stopped() {
        List<Integer> partitions = flow.stopped();
        return partitions.isEmpty()
                ? ""
                : (partitions.size() == 1 ? "stopped: partition " : "stopped: partitions ")
                        + partitions.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    String open() {
        return dead == null
                ? "dead letters: the database does not answer"
                : Figures.count(dead.total(), "open dead letter");
    }

    /** Red while there are open letters. */
    String openMood() {
        return dead == null ? "warn" : dead.total() > 0 ? "bad" : "";
    }

    /** Where its open dead letters are listed. */
    String letters() {
        List<Field> open = List.of(new Field("state", "open"), new Field("topic", flow.topic()));
        return Links.to("/letters", open, "group", flow.group());
    }

    List<OpenLetters.OpenCause> causes() {
        return dead == null ? List.of() : dead.causes();
    }

    static String letters(OpenLetters.OpenCause cause) {
        return Links.to("/letters", List.of(new Field("state", "open")), "cause", cause.fingerprint());
    }
}
