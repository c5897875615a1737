package io.letsrun.local.cli;

import io.letsrun.local.Checkout;
import io.letsrun.local.process.Launch;
import io.letsrun.local.server.KafkaServer;
import io.letsrun.local.stack.Stack;
import io.letsrun.local.terminal.Table;
import io.letsrun.local.terminal.Terminal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "up",
        description = {
            "Builds the services whose jar is missing or older than their sources, and starts everything.",
            "Ctrl-C ends everything, unless --detach was given."
        },
        mixinStandardHelpOptions = true)
final class Up implements Callable<Integer> {

    private final Checkout checkout;
    private final Stack stack;
    private final Terminal terminal;

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            defaultValue = "0",
            description = {
                "Added to every port; the other commands remember it.",
                "Two stacks must not be exactly 1000 apart: each service's management port is its port plus 1000."
            })
    private int portOffset;

    @Option(
            names = "--brokers",
            paramLabel = "N",
            defaultValue = "1",
            description = {
                "Kafka brokers, 1 or 3 (default ${DEFAULT-VALUE}); the other commands remember it.",
                "With three (kafka-1 to kafka-3) any one may be killed: nothing is lost, and writes fail for seconds at most."
            })
    private int brokers;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = {
                "Where the gateway and the console listen (default ${DEFAULT-VALUE}); 0.0.0.0 admits other machines.",
                "Everything else stays on the loopback: it asks for no password, or for a weak one."
            })
    private String bind = "127.0.0.1";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Option(names = "--detach", description = "Return when everything is ready, and leave it running.")
    private boolean detach;

    Up(Checkout checkout, Stack stack, Terminal terminal) {
        this.checkout = checkout;
        this.stack = stack;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (!KafkaServer.SIZES.contains(brokers)) {
            throw new ParameterException(
                    command.commandLine(),
                    "--brokers is 1 or 3, not " + brokers + ": that many decide by majority with one of them missing.");
        }
        stack.requireRoom();
        try (AutoCloseable exclusive = stack.exclusively()) {
            stack.claim(portOffset, brokers, bind);
            Thread end = new Thread(stack::end); // after Ctrl-C, SIGTERM, a closed terminal or a failed start alike
            Runtime.getRuntime().addShutdownHook(end);
            start();
            if (detach) {
                stack.detach();
                stack.superviseBeside(supervising());
                Runtime.getRuntime().removeShutdownHook(end);
                terminal.line("The stack keeps running; ./letsrun down ends it.");
                return 0;
            }
            terminal.line("Ctrl-C ends everything.");
            stack.supervisor(terminal::line).watch();
            return 0;
        }
    }

    private void start() {
        long began = System.nanoTime();
        List<String> unbuilt = stack.unbuilt();
        if (!unbuilt.isEmpty()) {
            terminal.line("Building " + String.join(", ", unbuilt) + " (not built, or changed since).");
            stack.build();
        }
        Map<String, Duration> took = stack.start();
        Table table = new Table("COMPONENT", "URL", "PID", "READY IN");
        stack.status()
                .forEach(status -> table.row(
                        status.name(),
                        url(status.name(), status.port()),
                        String.valueOf(status.pid()),
                        Terminal.seconds(took.getOrDefault(status.name(), Duration.ZERO))));
        table.print(terminal);
        if (stack.names().contains("operator-console")) {
            terminal.line("The console's users are viewer, operator and editor; their passwords are in "
                    + stack.secrets() + " (console.*.password).");
        }
        terminal.line("Ready in " + Terminal.seconds(Duration.ofNanos(System.nanoTime() - began)) + ".");
    }

    private static String url(String component, int port) {
        return switch (component) {
            case "kafka", "kafka-1", "kafka-2", "kafka-3" -> "localhost:" + port;
            case "postgres" -> "postgresql://localhost:" + port + "/letsrun";
            case "redis" -> "redis://localhost:" + port;
            default -> "http://localhost:" + port;
        };
    }

    /** The command that supervises, as a small process of its own. */
    private List<String> supervising() {
        return List.of(
                Launch.JAVA,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-Dletsrun.home=" + checkout.root(),
                "-cp",
                System.getProperty("java.class.path"),
                LetsRun.class.getName(),
                "supervise");
    }
}
