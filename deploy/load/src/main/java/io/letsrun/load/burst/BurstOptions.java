package io.letsrun.load.burst;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every scenario can be told. */
public final class BurstOptions {

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            converter = Time.class,
            defaultValue = "30s",
            description =
                    "How long a rising rate goes before the timed part, so that no JVM is cold in it; 0s for none."
                            + " What it sends is reconciled too (default: ${DEFAULT-VALUE}).")
    Duration warmUp = Duration.ofSeconds(30);

    @Option(
            names = "--fault",
            paramLabel = "FAULT",
            description = {
                "kill:kafka@30s kills a component 30 s into the timed part and starts it again at once, as a"
                        + " supervisor would; with +5s it is left dead for as long.",
                "stop:postgres@60s+20s ends one in order, and starts it again 20 s later. Repeatable; any component of"
                        + " the stack."
            })
    List<String> faults = List.of();

    @Option(
            names = "--retry",
            paramLabel = "N",
            arity = "0..1",
            defaultValue = "0",
            fallbackValue = "5",
            description =
                    "How often a request that was refused for the moment, or not answered, is sent again, after the"
                            + " time it was told and a random one on top (default: never; without a number:"
                            + " ${FALLBACK-VALUE}).")
    int retries;

    @Option(
            names = "--connections",
            paramLabel = "N",
            description = "Kept open; each takes one request at a time (default: 500; overload: 3000).")
    @Nullable Integer connections;

    @Option(
            names = "--outstanding",
            paramLabel = "N",
            defaultValue = "100000",
            description =
                    "Requests due and not answered, at most; what is over that is not sent, and counted so (default: "
                            + "${DEFAULT-VALUE}).")
    int outstanding;

    @Option(
            names = "--patience",
            paramLabel = "TIME",
            converter = Time.class,
            defaultValue = "15s",
            description = "How long an answer is waited for; without one the request is in doubt (default:"
                    + " ${DEFAULT-VALUE}).")
    Duration patience = Duration.ofSeconds(15);

    @Option(
            names = "--drain",
            paramLabel = "TIME",
            converter = Time.class,
            defaultValue = "3m",
            description = "How long everything accepted may take to be stored after the last answer (default:"
                    + " ${DEFAULT-VALUE}).")
    Duration drain = Duration.ofMinutes(3);

    @Option(
            names = "--connect-per-user",
            description =
                    "Each request opens a connection of its own and keeps it until the end, as phones do, from several"
                            + " loopback addresses. The time to connect counts. Ignores --connections.")
    boolean connectPerUser;

    @Option(
            names = "--threshold",
            paramLabel = "RULE",
            description = {
                "What the timed part has to reach, such as 'p99<250ms', 'refused<1%%', 'lost==0' or 'rate>=8000/s'."
                        + " Repeatable.",
                "Metrics: p50, p75, p90, p95, p99, p99.9, max, rate, accepted, refused, in-doubt, unsent, lost,"
                        + " doubled. The exit code is 3 when one is missed."
            })
    List<String> thresholds = List.of();

    @Option(
            names = "--compare",
            paramLabel = "DIR",
            description = "Prints this burst beside an earlier one, whose report is in DIR.")
    @Nullable Path compare;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "Where the report goes, and what was accepted (default: .letsrun/bursts/TIME-SCENARIO).")
    @Nullable Path directory;
}
