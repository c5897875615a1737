package io.letsrun.simulator.knobs;

/** The values a setting may have. */
final class KnobRange {
    private KnobRange() {}

    static void check(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(name + " must be " + least + " to " + most + ": " + value);
        }
    }
}
