package io.letsrun.load.burst;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** The options of every scenario. */
final class BurstOptions {

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            defaultValue = "30s",
            description =
                    "Ramp-up before the timed part, so that the JVMs are warm. Its requests are checked too. 0s for none.")
    Duration warmUp = Duration.ZERO;

    @Option(
            names = "--fault",
            paramLabel = "FAULT",
            showDefaultValue = Visibility.NEVER,
            description = {
                "Breaks a component during the load. Repeatable.",
                "kill:kafka@30s kills kafka 30 s into the timed part and restarts it at once; kill:kafka@30s+5s restarts"
                        + " it 5 s later.",
                "stop:postgres@60s+20s shuts postgres down and starts it again 20 s later.",
                "./letsrun status lists the components."
            })
    List<String> faults = List.of();

    @Option(
            names = "--retry",
            paramLabel = "N",
            arity = "0..1",
            fallbackValue = "5",
            description =
                    "Retries for each request that gets 429, 5xx or no answer, after its Retry-After or a growing delay,"
                            + " plus a random one. ${FALLBACK-VALUE} without a number.")
    int retries;

    @Option(
            names = "--connections",
            paramLabel = "N",
            description = "Open connections, each with one request at a time (500; overload: 3000).")
    @Nullable Integer connections;

    @Option(
            names = "--connect-per-user",
            description =
                    "Opens a new connection for each request and keeps it open, as phones do. Connections come from 200"
                            + " loopback addresses, and connecting counts as latency. Ignores --connections.")
    boolean connectPerUser;

    @Option(
            names = "--outstanding",
            paramLabel = "N",
            description = "Most requests without an answer. More are not sent, and count as unsent.")
    int outstanding = 100_000;

    @Option(
            names = "--patience",
            paramLabel = "TIME",
            defaultValue = "15s",
            description = "Request timeout. Without an answer in time a request counts as in doubt.")
    Duration patience = Duration.ZERO;

    @Option(
            names = "--drain",
            paramLabel = "TIME",
            defaultValue = "3m",
            description = "How long to wait after the load until everything accepted is stored.")
    Duration drain = Duration.ZERO;

    @Option(
            names = "--threshold",
            paramLabel = "RULE",
            showDefaultValue = Visibility.NEVER,
            description = {
                "Pass criterion for the timed part, such as 'p99<250ms', 'refused<1%%', 'lost==0' or 'rate>=8000/s'."
                        + " Repeatable. Exit code 3 when one is missed.",
                "Metrics: p50, p75, p90, p95, p99, p99.9, max, rate, accepted, refused, in-doubt, unsent, lost,"
                        + " doubled."
            })
    List<String> thresholds = List.of();

    @Option(names = "--compare", paramLabel = "DIR", description = "Compares with the report in this directory.")
    @Nullable Path compare;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "Where to write the report (.letsrun/bursts/TIME-SCENARIO).")
    @Nullable Path directory;
}
