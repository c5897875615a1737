package io.letsrun.load.report;

import java.util.List;
import java.util.Locale;

/** What benchmarks print. */
public final class Output {

    private Output() {}

    public static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    /** @param values at least one */
    public static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
