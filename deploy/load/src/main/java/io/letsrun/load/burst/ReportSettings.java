package io.letsrun.load.burst;

import io.letsrun.load.openloop.OpenLoop;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What a burst was told, for its report. */
final class ReportSettings {

    private ReportSettings() {}

    static Map<String, String> of(Scenario scenario, BurstOptions options, String seed) {
        Map<String, String> settings = new LinkedHashMap<>(new TreeMap<>(scenario.settings()));
        settings.put("generator", "open loop (Netty, one event loop, " + OpenLoop.transport() + ")");
        settings.put("warm-up", options.warmUp.toSeconds() + " s");
        settings.put(
                "connections",
                Integer.toString(options.connections == null ? scenario.connections() : options.connections));
        settings.put("a connection for each user", Boolean.toString(options.connectPerUser));
        settings.put("outstanding at most", Integer.toString(options.outstanding));
        settings.put("patience", options.patience.toSeconds() + " s");
        settings.put("sent again", options.retries == 0 ? "never" : "up to " + options.retries + " times");
        settings.put("faults", options.faults.isEmpty() ? "none" : String.join(", ", options.faults));
        settings.put("seed", seed);
        return settings;
    }
}
