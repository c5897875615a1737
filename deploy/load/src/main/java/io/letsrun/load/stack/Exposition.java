package io.letsrun.load.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Metrics in Prometheus's text format, as far as Micrometer writes it.
 *
 * @param metrics one for each name and set of labels
 */
record Exposition(List<Metric> metrics) {

    /**
     * A value.
     *
     * @param labels as they are written, without the braces
     */
    record Metric(String name, String labels, double value) {

        boolean has(String label, String value) {
            return labels.contains(label + "=\"" + value + "\"");
        }
    }

    static Exposition parse(String text) {
        List<Metric> metrics = new ArrayList<>();
        text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> {
            int space = line.lastIndexOf(' ');
            int brace = line.indexOf('{');
            String name = line.substring(0, brace < 0 ? space : brace);
            String labels = brace < 0 ? "" : line.substring(brace + 1, line.lastIndexOf('}'));
            metrics.add(new Metric(name, labels, Double.parseDouble(line.substring(space + 1))));
        });
        return new Exposition(metrics);
    }

    double sum(String name, Predicate<Metric> which) {
        return metrics.stream()
                .filter(metric -> metric.name().equals(name))
                .filter(which)
                .mapToDouble(Metric::value)
                .filter(Double::isFinite)
                .sum();
    }

    double sum(String name) {
        return sum(name, metric -> true);
    }
}
