package io.letsrun.load.report;

import io.letsrun.load.openloop.LoadResult;
import io.letsrun.local.Refusal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a burst has to reach, such as {@code p99<250ms}, {@code refused<1%}, {@code lost==0} or {@code rate>=8000/s}.
 *
 * @param text as it was given
 * @param limit in the metric's unit, or in percent of what was sent
 */
public record Threshold(String text, Metric metric, String sign, double limit, boolean percent) {

    private static final Pattern FORM =
            Pattern.compile("\\s*([a-z][a-z0-9.-]*)\\s*(<=|>=|==|<|>)\\s*([0-9]+(?:\\.[0-9]+)?)\\s*(ms|s|/s|%|)\\s*");

    /**
     * How it came out.
     *
     * @param value null when it is not known
     */
    public record Result(String threshold, @Nullable Double value, String unit, boolean met) {

        /** {@code missed: p99<250ms, it is 312 ms}. */
        public String sentence() {
            String found = value == null
                    ? "unknown"
                    : String.format(Locale.ROOT, value < 10 ? "it was %,.2f %s" : "it was %,.0f %s", value, unit)
                            .strip();
            return (met ? "met: " : "MISSED: ") + threshold + ", " + found;
        }
    }

    /** @throws Refusal when it cannot be read */
    public static Threshold parse(String text) {
        Matcher form = FORM.matcher(text.toLowerCase(Locale.ROOT));
        Metric metric = form.matches() ? Metric.named(form.group(1)).orElse(null) : null;
        if (metric == null) {
            throw new Refusal("--threshold is a metric, one of < <= > >= ==, and a number, such as p99<250ms; not "
                    + text + ". The metrics are " + Metric.labels() + ".");
        }
        String unit = form.group(4);
        double number = Double.parseDouble(form.group(3));
        return new Threshold(
                text.strip(), metric, form.group(2), inUnitOf(metric, number, unit, text), unit.equals("%"));
    }

    private static double inUnitOf(Metric metric, double number, String unit, String text) {
        boolean time = metric.unit().equals("ms");
        boolean fits = switch (unit) {
            case "ms" -> time;
            case "s" -> time;
            case "/s" -> metric == Metric.RATE;
            case "%" -> metric.unit().isEmpty();
            default -> !time;
        };
        if (!fits) {
            throw new Refusal("--threshold " + text + ": " + metric.label() + " is "
                    + (time ? "a time: give ms or s." : "no number of \"" + unit + "\"."));
        }
        return unit.equals("s") ? number * 1000 : number;
    }

    Result of(LoadResult timed, BurstSummary.@Nullable Counts account) {
        double value = metric.of(timed, account);
        if (percent) {
            value = timed.sent() == 0 ? Double.NaN : 100 * value / timed.sent();
        }
        return new Result(text, Double.isNaN(value) ? null : value, percent ? "%" : metric.unit(), holds(value));
    }

    /** Nothing compares with what is not known. */
    private boolean holds(double value) {
        return switch (sign) {
            case "<" -> value < limit;
            case "<=" -> value <= limit;
            case ">" -> value > limit;
            case ">=" -> value >= limit;
            default -> value == limit;
        };
    }
}
