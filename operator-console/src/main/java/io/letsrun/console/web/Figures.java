package io.letsrun.console.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Numbers and times as an operator reads them: thousands apart, times in UTC, the same everywhere. */
public final class Figures {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Figures() {}

    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** "1 letter", "2,000 letters". */
    public static String count(long count, String noun) {
        return count(count) + ' ' + noun + (count == 1 ? "" : "s");
    }

    public static String rate(double perSecond) {
        return perSecond > 0 && perSecond < 10
                ? String.format(Locale.ROOT, "%.1f", perSecond)
                : count(Math.round(perSecond));
    }

    public static String moment(Instant at) {
        return MOMENT.format(at);
    }

    /** With two units at most: "3 h 20 min". */
    public static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3_600) {
            return two(duration.toMinutes(), "min", duration.toSecondsPart(), "s");
        }
        if (seconds < 86_400) {
            return two(duration.toHours(), "h", duration.toMinutesPart(), "min");
        }
        return two(duration.toDays(), "d", duration.toHoursPart(), "h");
    }

    /** How long ago, roughly. */
    public static String ago(Instant at, Instant now) {
        Duration past = Duration.between(at, now).truncatedTo(ChronoUnit.SECONDS);
        return past.isNegative() ? "just now" : duration(past) + " ago";
    }

    private static String two(long large, String unit, long small, String smallUnit) {
        return small == 0 ? large + " " + unit : large + " " + unit + ' ' + small + ' ' + smallUnit;
    }
}
