package io.letsrun.load.stack;

import io.letsrun.local.Refusal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that is done to a component, and undone.
 *
 * @param blow what is done
 * @param component its name in the stack
 * @param at when, from the beginning of the timed part
 * @param down how long the component stays away before it is started again; zero for at once, as a supervisor would
 */
public record Fault(Blow blow, String component, Duration at, Duration down) {

    private static final Pattern SYNTAX = Pattern.compile("(\\w+):([\\w-]+)@([\\w.]+)(?:\\+([\\w.]+))?");

    /** What can be done to a component. */
    public enum Blow {
        /** SIGKILL. */
        KILL,
        /** It is asked to end. */
        STOP;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Reads {@code kill:kafka@30s}, {@code kill:kafka@30s+5s} and {@code stop:postgres@60s+20s}.
     *
     * @throws Refusal when it is none of these
     */
    public static Fault parse(String text) {
        Matcher parts = SYNTAX.matcher(text);
        if (!parts.matches()) {
            throw new Refusal(
                    "A fault is kill:NAME@WHEN, kill:NAME@WHEN+DOWN or stop:NAME@WHEN+DOWN, such as kill:kafka@30s or "
                            + "stop:postgres@60s+20s, and not " + text + ".");
        }
        Blow blow = blow(parts.group(1), text);
        if (blow == Blow.STOP && parts.group(4) == null) {
            throw new Refusal(
                    text + " does not say how long it stays down: " + text + "+20s starts it again after 20 s.");
        }
        Duration down = parts.group(4) == null ? Duration.ZERO : duration(parts.group(4), text);
        return new Fault(blow, parts.group(2), duration(parts.group(3), text), down);
    }

    private static Blow blow(String word, String text) {
        return switch (word) {
            case "kill" -> Blow.KILL;
            case "stop" -> Blow.STOP;
            default -> throw new Refusal("A fault begins with kill: or stop:, and " + text + " does not.");
        };
    }

    private static Duration duration(String word, String text) {
        try {
            Duration duration = Duration.parse("PT" + word);
            if (duration.isNegative()) {
                throw new Refusal("No time in a fault is negative: " + text + ".");
            }
            return duration;
        } catch (DateTimeParseException e) {
            throw new Refusal(word + " in " + text + " is no time such as 30s or 1m30s.");
        }
    }

    @Override
    public String toString() {
        return blow + ":" + component + "@" + brief(at) + (down.isZero() ? "" : "+" + brief(down));
    }

    private static String brief(Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
