package io.letsrun.load.report;

import io.letsrun.local.Refusal;
import io.letsrun.local.terminal.Table;
import io.letsrun.local.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A burst beside an earlier one.
 *
 * @param before read from its {@code summary.json}
 */
public record Comparison(BurstSummary before) {

    /** Older reports lack some of the numbers. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /**
     * Reads the report in a directory, before anything is sent.
     *
     * @throws Refusal when there is none
     */
    public static Comparison with(Path directory) {
        Path file = directory.resolve("summary.json");
        try {
            BurstSummary before = JSON.readValue(Files.readString(file), BurstSummary.class);
            if (before.timed() == null) {
                throw new Refusal(file + " is of an older version, and cannot be compared with.");
            }
            return new Comparison(before);
        } catch (IOException e) {
            throw new Refusal("--compare: cannot read " + file + ": " + e.getMessage() + ".", e);
        } catch (JacksonException e) {
            throw new Refusal("--compare: " + file + " is no summary of a burst.", e);
        }
    }

    /** Metric, before, after, and their ratio. */
    List<List<String>> rows(BurstSummary after) {
        List<List<String>> rows = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            double earlier = metric.of(before.timed(), before.account());
            double now = metric.of(after.timed(), after.account());
            rows.add(List.of(metric.label(), shown(earlier, metric), shown(now, metric), ratio(earlier, now)));
        }
        return rows;
    }

    public void print(Terminal terminal, BurstSummary after) {
        terminal.line("Compared with " + before.scenario() + " of " + before.began() + " (commit " + before.commit()
                + "; now " + after.commit() + "):");
        Table table = new Table("METRIC", "BEFORE", "AFTER", "RATIO");
        rows(after).forEach(row -> table.row(row.toArray(String[]::new)));
        table.print(terminal);
    }

    private static String shown(double value, Metric metric) {
        if (Double.isNaN(value)) {
            return "-";
        }
        boolean fraction = metric.unit().equals("ms") && value < 10;
        return String.format(Locale.ROOT, fraction ? "%,.1f %s" : "%,.0f %s", value, metric.unit())
                .strip();
    }

    private static String ratio(double before, double after) {
        return Double.isNaN(before) || Double.isNaN(after) || before == 0
                ? "-"
                : String.format(Locale.ROOT, "%.2f", after / before);
    }
}
