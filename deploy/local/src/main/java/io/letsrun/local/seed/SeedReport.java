package io.letsrun.local.seed;

import io.letsrun.local.Refusal;
import io.letsrun.local.seed.GatewayClient.Totals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What became of a seed.
 *
 * @param signups how many runners signed up
 * @param accepted how many runs the gateway accepted
 * @param refused how many it refused, by reason
 * @param stored what is stored, by runner
 * @param missing who lacks what, in words
 * @param sending how long sending took
 * @param storing how long the last of it took to be stored after that
 */
record SeedReport(
        int signups,
        long accepted,
        SortedMap<String, Long> refused,
        SortedMap<String, Totals> stored,
        List<String> missing,
        Duration sending,
        Duration storing) {

    private static final String CRLF = "\r\n";

    /** Whether every accepted run is stored. */
    boolean complete() {
        return missing.isEmpty();
    }

    long storedRuns() {
        return stored.values().stream().mapToLong(Totals::runs).sum();
    }

    long refusedRuns() {
        return Seeding.sum(refused);
    }

    /** In the form of RFC 4180, whose lines end so. */
    void writeTotals(Path file) {
        List<String> lines = new ArrayList<>();
        lines.add("runner,runs,distanceMillimeters,elapsedSeconds");
        for (Map.Entry<String, Totals> entry : stored.entrySet()) {
            Totals totals = entry.getValue();
            lines.add(entry.getKey() + "," + totals.runs() + "," + totals.distanceMillimeters() + ","
                    + totals.elapsedSeconds());
        }
        try {
            Files.writeString(file, String.join(CRLF, lines) + CRLF);
        } catch (IOException e) {
            throw new Refusal("Cannot write " + file + ": " + e.getMessage() + ".", e);
        }
    }
}
