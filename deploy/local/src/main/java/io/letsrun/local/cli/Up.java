package io.letsrun.local.cli;

import io.letsrun.local.Checkout;
import io.letsrun.local.progress.ProgressDisplay;
import io.letsrun.local.server.KafkaCluster;
import io.letsrun.local.stack.Stack;
import io.letsrun.local.terminal.Table;
import io.letsrun.local.terminal.Terminal;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "up",
        description = {
            "Builds the services whose jar is missing or older than their sources, and starts everything.",
            "Ctrl-C ends everything again, unless --detach."
        },
        mixinStandardHelpOptions = true)
final class Up implements Callable<Integer> {

    private final Checkout checkout;
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
                "Of three, kafka-1 to kafka-3, any one may be killed and nothing is lost or refused for long."
            })
    private int brokers;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = {
                "Where the gateway and the console listen (default ${DEFAULT-VALUE}); 0.0.0.0 lets other machines in.",
                "Everything else, which asks for no password or a weak one, stays on the loopback."
            })
    private String bind = "127.0.0.1";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Option(names = "--detach", description = "Return when all is ready, and leave it running.")
    private boolean detach;

    @Option(
            names = "--no-preparation",
            description = "Do not use the time afterwards to make the next start faster, as it is done after a build.")
    private boolean noPreparation;

    Up(Checkout checkout, Terminal terminal) {
        this.checkout = checkout;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (!KafkaCluster.SIZES.contains(brokers)) {
            throw new ParameterException(
                    command.commandLine(),
                    "--brokers is 1 or 3, not " + brokers + ": that many decide by majority with one of them missing.");
        }
        ProgressDisplay watched = ProgressDisplay.on(terminal);
        Stack stack = new Stack(checkout, watched.progress());
        stack.requireRoom();
        try (AutoCloseable exclusive = stack.exclusively()) {
            stack.claim(portOffset, brokers, bind);
            Thread end = new Thread(() -> endOf(stack, watched));
            Runtime.getRuntime().addShutdownHook(end);
            rise(stack, watched);
            prepare(stack);
            if (detach) {
                stack.detach();
                stack.superviseBeside(inBackground("supervise"));
                Runtime.getRuntime().removeShutdownHook(end);
                terminal.line("It runs on by itself; ./letsrun down ends it.");
                return 0;
            }
            terminal.line("Ctrl-C ends everything.");
            stack.supervisor(terminal::line).watch();
            return 0;
        }
    }

    private void rise(Stack stack, ProgressDisplay watched) {
        long began = System.nanoTime();
        try (watched) {
            build(stack);
            Map<String, Duration> took = stack.ascend();
            watched.close();
            table(stack, took);
            passwords(stack);
            terminal.line("Ready in " + Terminal.seconds(Duration.ofNanos(System.nanoTime() - began)) + ".");
        }
    }

    private void prepare(Stack stack) {
        if (!noPreparation && !stack.unprepared().isEmpty()) {
            stack.prepareBeside(inBackground("prepare"));
            terminal.line("The next start will be faster: that is prepared now, at the lowest priority.");
        }
    }

    private void build(Stack stack) {
        List<String> unbuilt = stack.unbuilt();
        if (!unbuilt.isEmpty()) {
            terminal.line("Building " + String.join(", ", unbuilt) + " (not built, or changed since).");
            stack.build();
        }
    }

    private void table(Stack stack, Map<String, Duration> took) {
        Table table = new Table("COMPONENT", "URL", "PID", "READY IN");
        stack.status()
                .forEach(status -> table.row(
                        status.name(),
                        url(status.name(), status.port()),
                        String.valueOf(status.pid()),
                        Terminal.seconds(took.getOrDefault(status.name(), Duration.ZERO))));
        table.print(terminal);
    }

    private void passwords(Stack stack) {
        if (stack.names().contains("operator-console")) {
            terminal.line("The console's users are viewer, operator and editor; their passwords are in "
                    + stack.secrets() + " (console.*.password).");
        }
    }

    /** Runs as a shutdown hook: after Ctrl-C, SIGTERM, a closed terminal or a failed start alike. */
    private void endOf(Stack rising, ProgressDisplay rise) {
        rising.startNoMore();
        rise.close();
        try (ProgressDisplay watched = ProgressDisplay.on(terminal)) {
            new Stack(checkout, watched.progress()).end();
        }
    }

    private static String url(String component, int port) {
        return switch (component) {
            case "kafka", "kafka-1", "kafka-2", "kafka-3" -> "localhost:" + port;
            case "postgres" -> "postgresql://localhost:" + port + "/letsrun";
            case "redis" -> "redis://localhost:" + port;
            default -> "http://localhost:" + port;
        };
    }

    /** One of our commands as a small process of its own. */
    private List<String> inBackground(String name) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-Dletsrun.home=" + checkout.root(),
                "-cp",
                absolute(System.getProperty("java.class.path")),
                LetsRun.class.getName(),
                name);
    }

    /** It runs in another directory. */
    private static String absolute(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator))
                .map(entry -> entry.endsWith("*")
                        ? entry
                        : Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
