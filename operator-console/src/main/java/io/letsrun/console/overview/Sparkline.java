package io.letsrun.console.overview;

import io.letsrun.console.traffic.Series.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A small chart, as paths of an SVG that is {@value #WIDTH} wide and {@value #HEIGHT} high. Time runs to the right, from zero at
 * the bottom to the highest value at the top; where nothing was measured there is a gap.
 *
 * @param line its curve
 * @param area what is under the curve
 * @param most the highest value
 */
record Sparkline(String line, String area, double most) {

    static final int WIDTH = 240;
    static final int HEIGHT = 40;
    private static final Duration GAP = Duration.ofSeconds(10);

    /** @param span how much time the whole width is, up to {@code until} */
    static Sparkline of(List<Point> points, Instant until, Duration span) {
        double most = points.stream().mapToDouble(Point::value).max().orElse(0);
        StringBuilder line = new StringBuilder();
        StringBuilder area = new StringBuilder();
        for (List<Point> run : runs(points)) {
            String curve = run.stream()
                    .map(point -> x(point, until, span) + ',' + y(point, most))
                    .collect(Collectors.joining("L"));
            String first = x(run.getFirst(), until, span);
            String last = x(run.getLast(), until, span);
            line.append('M').append(curve);
            area.append("M%s,%dL%sL%s,%dZ".formatted(first, HEIGHT, curve, last, HEIGHT));
        }
        return new Sparkline(line.toString(), area.toString(), most);
    }

    private static List<List<Point>> runs(List<Point> points) {
        List<List<Point>> runs = new ArrayList<>();
        for (Point point : points) {
            if (runs.isEmpty()
                    || Duration.between(runs.getLast().getLast().at(), point.at())
                                    .compareTo(GAP)
                            > 0) {
                runs.add(new ArrayList<>());
            }
            runs.getLast().add(point);
        }
        return runs;
    }

    private static String x(Point point, Instant until, Duration span) {
        double before = Duration.between(point.at(), until).toMillis() / (double) span.toMillis();
        return number(WIDTH * (1 - before));
    }

    private static String y(Point point, double most) {
        return number(most > 0 ? HEIGHT - (HEIGHT - 1) * point.value() / most : HEIGHT);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
