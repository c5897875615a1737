package io.letsrun.console.overview;

import io.letsrun.console.overview.OpenLetters.Counts;
import io.letsrun.console.overview.OpenLetters.Open;
import io.letsrun.console.traffic.GroupTraffic;
import io.letsrun.console.traffic.Series;
import io.letsrun.console.web.Field;
import io.letsrun.console.web.Figures;
import io.letsrun.console.web.Links;
import io.letsrun.console.web.UntrustedText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts measurements into words and curves.
 *
 * @param until the right end of the charts
 * @param span their width
 * @param open null while the database does not answer
 * @param away whether the brokers do not answer, so that nothing measured is of now
 */
record FlowCards(Instant until, Duration span, @Nullable Counts open, boolean away) {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final int MESSAGE = 200;

    FlowCard card(GroupTraffic flow) {
        @Nullable Open dead = open == null ? null : open.of(flow.topic(), flow.group());
        List<Field> these =
                List.of(new Field("state", "open"), new Field("topic", flow.topic()), new Field("group", flow.group()));
        return new FlowCard(
                "flow-" + flow.topic() + '-' + flow.group(),
                flow.topic(),
                flow.group(),
                List.of(
                        rate("in", "In", flow.in()),
                        rate("out", "Out", flow.out()),
                        level("lag", "Lag", flow.lag()),
                        rate("dead", "Dead-lettered", flow.dead())),
                drain(flow),
                away ? "" : mood(flow, dead),
                Figures.count(flow.retrying()),
                dead == null
                        ? "dead letters: the database does not answer"
                        : Figures.count(dead.total(), "open dead letter"),
                dead == null ? "warn" : dead.total() > 0 ? "bad" : "",
                dead == null
                        ? List.of()
                        : dead.causes().stream().map(FlowCards::line).toList(),
                Links.to("/letters", these));
    }

    private static FlowCard.CauseLine line(OpenCause cause) {
        return new FlowCard.CauseLine(
                Figures.count(cause.open()),
                UntrustedText.className(cause.exception()),
                UntrustedText.text(cause.message(), MESSAGE),
                Links.to("/letters", List.of(new Field("state", "open"), new Field("cause", cause.fingerprint()))));
    }

    private Figure rate(String kind, String label, Series series) {
        Sparkline chart = Sparkline.of(series.points(), until, span);
        return new Figure(
                kind, label, Figures.rate(series.now()), "/s", Figures.rate(chart.most()) + " a second", chart);
    }

    private Figure level(String kind, String label, Series series) {
        Sparkline chart = Sparkline.of(series.points(), until, span);
        return new Figure(kind, label, Figures.count(Math.round(series.now())), "", Figures.rate(chart.most()), chart);
    }

    private static String drain(GroupTraffic flow) {
        if (flow.lag().now() <= 0) {
            return "caught up";
        }
        return flow.toDrain()
                .map(time -> "drained in " + Figures.duration(time))
                .orElse(flow.out().now() > 0 ? "falling behind" : "standing still");
    }

    /** Green only where nothing waits for anybody: no lag, no retries, no open letters. */
    private static String mood(GroupTraffic flow, @Nullable Open dead) {
        boolean clear = dead != null && dead.total() == 0 && flow.retrying() == 0;
        return flow.toDrain()
                .map(time -> time.isZero() ? clear ? "good" : "" : time.compareTo(LONG) < 0 ? "busy" : "warn")
                .orElse("bad");
    }
}
