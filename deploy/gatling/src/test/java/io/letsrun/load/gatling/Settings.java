package io.letsrun.load.gatling;

import io.letsrun.load.reconcile.AcceptedIds;
import io.letsrun.load.schedule.MorningHour;
import io.letsrun.load.schedule.Stretch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Function;

/**
 * What a simulation is to do, from system properties of the components' names.
 *
 * @param gateway its base URL, without a trailing slash; {@code http://localhost:8080} by default
 * @param upstream the upstream simulator's; {@code http://localhost:8099} by default
 * @param users who arrive, at least 1; as many as the simulation has by default
 * @param within the time in which they do, as in {@code 20s} or {@code 2m}, positive; 120 s by default, 60 s for a morning's rise
 * @param base a morning's runs a second at its beginning; 500 by default
 * @param peak a morning's runs a second when it is busiest; 10,000 by default
 * @param rest how long a morning goes on after its peak, zero or more; 60 s by default
 * @param runners who sign up before the simulation begins, to send runs, at least 1
 * @param accepted the file to be written of what was accepted; one of its own in {@code target} by default
 */
record Settings(
        String gateway,
        String upstream,
        int users,
        Duration within,
        double base,
        double peak,
        Duration rest,
        int runners,
        Path accepted) {

    Settings {
        positive("users", users);
        positive("runners", runners);
        if (!within.isPositive() || rest.isNegative()) {
            throw new IllegalArgumentException(
                    "within must be positive and rest not negative: " + within + ", " + rest);
        }
        if (!(base >= 0 && peak >= base)) {
            throw new IllegalArgumentException("a rate cannot rise from " + base + " to " + peak);
        }
    }

    private static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1: " + value);
        }
    }

    /** @throws IllegalArgumentException when a property is nonsense; the message names it */
    static Settings of(Properties properties, int users, String within, int runners) {
        Reader reader = new Reader(properties);
        return new Settings(
                reader.read("gateway", "http://localhost:8080", Function.identity()),
                reader.read("upstream", "http://localhost:8099", Function.identity()),
                reader.read("users", Integer.toString(users), Integer::valueOf),
                reader.read("within", within, Settings::duration),
                reader.read("base", "500", Double::valueOf),
                reader.read("peak", "10000", Double::valueOf),
                reader.read("rest", "60s", Settings::duration),
                reader.read("runners", Integer.toString(runners), Integer::valueOf),
                reader.read("accepted", "target/accepted-" + System.currentTimeMillis(), Path::of));
    }

    private static Duration duration(String text) {
        return Duration.parse("PT" + text);
    }

    /** The rise, and then the recorded hour. */
    List<Stretch> morning() {
        List<Stretch> stretches = new ArrayList<>(List.of(new Stretch(within, base, peak)));
        stretches.addAll(MorningHour.recorded().stretches(peak, rest));
        return stretches;
    }

    AcceptedIds acceptedIds() {
        try {
            Path directory = accepted.toAbsolutePath().getParent();
            Files.createDirectories(Objects.requireNonNull(directory));
            return AcceptedIds.in(accepted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Reader(Properties properties) {

        <T> T read(String name, String otherwise, Function<String, T> parse) {
            String value = properties.getProperty(name, otherwise);
            try {
                return parse.apply(value);
            } catch (NumberFormatException | DateTimeParseException e) {
                throw new IllegalArgumentException(name + " cannot be read: \"" + value + '"', e);
            }
        }
    }
}
