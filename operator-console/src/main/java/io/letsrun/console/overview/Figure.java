package io.letsrun.console.overview;

/**
 * A number with its recent past.
 *
 * @param kind how it is drawn: {@code in}, {@code out}, {@code lag} or {@code dead}
 * @param now its present value, with its unit
 * @param most the highest of the chart, for those who cannot see it
 */
record Figure(String kind, String label, String now, String unit, String most, Sparkline chart) {}
