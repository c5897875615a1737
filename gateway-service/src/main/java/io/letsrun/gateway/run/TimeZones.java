package io.letsrun.gateway.run;

import io.letsrun.edge.text.TextRules;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The names of the IANA time zone database, in any case. Offsets, such as {@code +02:00} or {@code EST5}, are not names. */
final class TimeZones {

    private static final Set<String> NAMES = ZoneId.getAvailableZoneIds();
    private static final Map<String, String> BY_LOWER_CASE = NAMES.stream()
            .collect(Collectors.toUnmodifiableMap(
                    name -> name.toLowerCase(Locale.ROOT), Function.identity(), (one, other) -> one));

    private TimeZones() {}

    /** Returns the zone's name as the database spells it; empty when there is no such zone. */
    static Optional<String> named(String text) {
        return NAMES.contains(text)
                ? Optional.of(text)
                : Optional.ofNullable(BY_LOWER_CASE.get(TextRules.trim(text).toLowerCase(Locale.ROOT)));
    }
}
