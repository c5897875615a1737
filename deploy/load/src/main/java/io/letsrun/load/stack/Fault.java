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

    private static final Pattern SYNTAX = Pattern.compile("(kill|stop):([\\w-]+)@([\\w.]+)(?:\\+([\\w.]+))?");

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
        try {
            if (parts.matches()) {
                Blow blow = Blow.valueOf(parts.group(1).toUpperCase(Locale.ROOT));
                Duration down = parts.group(4) == null ? Duration.ZERO : Duration.parse("PT" + parts.group(4));
                if (blow == Blow.KILL || parts.group(4) != null) {
                    return new Fault(blow, parts.group(2), Duration.parse("PT" + parts.group(3)), down);
                }
            }
        } catch (DateTimeParseException e) {
            // Said below.
        }
        throw new Refusal("A fault is kill:COMPONENT@AT, kill:COMPONENT@AT+FOR or stop:COMPONENT@AT+FOR, such as"
                + " kill:kafka@30s or stop:postgres@60s+20s, not " + text + ".");
    }

    @Override
    public String toString() {
        return blow + ":" + component + "@" + brief(at) + (down.isZero() ? "" : "+" + brief(down));
    }

    private static String brief(Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
