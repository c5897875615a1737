package io.letsrun.simulator;

import io.letsrun.simulator.knobs.Knobs;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The simulator as a process of its own. */
@Command(
        name = "upstream-simulator",
        description = "The outside system that events-service asks, for development: slow, and failing at will.",
        mixinStandardHelpOptions = true,
        version = "0.1.0-SNAPSHOT",
        showDefaultValues = true,
        footer = {
            "",
            "GET, PUT /knobs         how it behaves; what a PUT leaves out stays as it is",
            "GET, DELETE /counters   what has happened; DELETE starts again from zero",
            "PUT /users/ID/events/N  makes a user with N events"
        })
final class UpstreamSimulator implements Callable<Integer> {

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Where to listen; 0 for any free port.",
            defaultValue = "${env:SERVER_PORT:-8099}")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "NAME",
            description = "The interface to listen on; 0.0.0.0 for all.",
            defaultValue = "localhost")
    private String host = "localhost";

    private UpstreamSimulator() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new UpstreamSimulator()).execute(arguments));
    }

    @Override
    public Integer call() {
        try (Simulator simulator = Simulator.start(new InetSocketAddress(host, port), Knobs.defaults())) {
            say("upstream simulator at http://" + host + ":" + simulator.port());
            simulator.await();
        }
        return 0;
    }

    /** All it ever says, in the form that the services' logs have. */
    private static void say(String message) {
        boolean json = "json".equals(System.getenv("LETSRUN_LOG_FORMAT"));
        System.out.println(json ? json(message) : message);
    }

    static String json(String message) {
        return SimulatedReply.JSON.writeValueAsString(Map.of(
                "@timestamp",
                Instant.now().toString(),
                "message",
                message,
                "log",
                Map.of("level", "INFO"),
                "service",
                Map.of("name", "upstream-simulator")));
    }
}
