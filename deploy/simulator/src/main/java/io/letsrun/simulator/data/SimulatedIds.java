package io.letsrun.simulator.data;

import java.util.regex.Pattern;

/** What an id may look like; it means nothing. */
public final class SimulatedIds {

    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    private SimulatedIds() {}

    public static boolean isValid(String id) {
        return VALID.matcher(id).matches();
    }
}
