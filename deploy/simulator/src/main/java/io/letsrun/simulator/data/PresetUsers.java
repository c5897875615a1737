package io.letsrun.simulator.data;

import java.util.List;
import java.util.Locale;

/** Users who exist from the start. Their ids are UUIDs because the app's tokens carry those; the last group tells their events. */
public final class PresetUsers {

    public static final String WITH_0_EVENTS = "00000000-0000-7000-8000-000000000000";
    public static final String WITH_1_EVENT = "00000000-0000-7000-8000-000000000001";
    public static final String WITH_50_EVENTS = "00000000-0000-7000-8000-000000000050";
    public static final String WITH_200_EVENTS = "00000000-0000-7000-8000-000000000200";
    public static final String WITH_10000_EVENTS = "00000000-0000-7000-8000-000000010000";

    private static final List<Integer> SIZES = List.of(0, 1, 50, 200, 10_000);

    private PresetUsers() {}

    /** Returns the id of the preset user with so many events: 0, 1, 50, 200 or 10,000. */
    public static String userWith(int events) {
        if (!SIZES.contains(events)) {
            throw new IllegalArgumentException("no preset user has " + events + " events, only " + SIZES);
        }
        return String.format(Locale.ROOT, "00000000-0000-7000-8000-%012d", events);
    }

    public static void into(SimulatedData data) {
        SIZES.forEach(size -> data.user(userWith(size), size));
    }
}
