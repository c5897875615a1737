package io.letsrun.load.burst;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads 90s, 2m or 1m30s. */
final class Time implements ITypeConverter<Duration> {

    private static final Duration LONGEST = Duration.ofHours(24);

    @Override
    public Duration convert(String text) {
        try {
            Duration duration = Duration.parse("PT" + text);
            if (!duration.isNegative() && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // Said below.
        }
        throw new TypeConversionException("'" + text + "' is no time such as 90s or 2m, up to 24h");
    }
}
