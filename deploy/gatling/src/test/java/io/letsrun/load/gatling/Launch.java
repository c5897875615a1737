package io.letsrun.load.gatling;

import io.letsrun.load.reconcile.Reconcile;
import io.letsrun.load.stack.MeasuredStack;
import io.letsrun.local.Refusal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a simulation in a process of its own, and reconciles what was accepted when it is stored. */
@Command(
        name = "gatling",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a Gatling simulation against a local stack (./letsrun up), and then tells what became of everything that was "
                    + "accepted.",
            "It ends with the path of Gatling's report. The exit code is 0 when all that was accepted is accounted for, once.",
            "It leaves its users and runs in the stack's data: ./letsrun reset removes them."
        })
public final class Launch implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    enum Simulation {
        SignupPeak,
        MorningBurst,
        Mixed
    }

    @Mixin
    private MeasuredStack stack = new MeasuredStack();

    @Parameters(paramLabel = "SIMULATION", description = "${COMPLETION-CANDIDATES}")
    private Simulation simulation = Simulation.SignupPeak;

    @Option(
            names = "--users",
            description =
                    "Who arrive in all: 1000000 by default in SignupPeak, 100000 in Mixed; a MorningBurst has rates instead.")
    private @Nullable Integer users;

    @Option(
            names = "--within",
            description = "How long they take to, as in 20s or 2m: 120s by default; in a MorningBurst the rise, 60s.")
    private @Nullable String within;

    @Option(names = "--base", description = "Runs a second when a MorningBurst begins: 500 by default.")
    private @Nullable Double base;

    @Option(names = "--peak", description = "Runs a second when it is busiest: 10000 by default.")
    private @Nullable Double peak;

    @Option(names = "--rest", description = "How long it goes on then: 60s by default.")
    private @Nullable String rest;

    @Option(
            names = "--runners",
            description = "Who sign up before, to send runs: 5000 by default in MorningBurst, 500 in Mixed.")
    private @Nullable Integer runners;

    @Option(
            names = "--wait",
            defaultValue = "120",
            description = "Seconds to wait until all is stored (default: ${DEFAULT-VALUE}).")
    private int wait;

    @Option(names = "--heap", defaultValue = "1g", description = "Of Gatling's JVM (default: ${DEFAULT-VALUE}).")
    private String heap = "";

    public static void main(String[] args) {
        CommandLine line = new CommandLine(new Launch());
        line.setExecutionExceptionHandler((error, command, parsed) -> {
            command.getErr().println(error instanceof Refusal ? error.getMessage() : "failed: " + error);
            return 1;
        });
        System.exit(line.execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        requireGateway();
        Path results = Path.of(System.getProperty("letsrun.home", ""), "deploy/gatling/target/results")
                .toAbsolutePath();
        Files.createDirectories(results);
        Path accepted = results.resolve(simulation + "-" + STAMP.format(Instant.now()) + ".accepted");
        int gatling = run(results, accepted);
        if (!Files.exists(accepted)) {
            throw new Refusal("Gatling ended with " + gatling + " before anything was sent.");
        }
        int reconciled =
                new CommandLine(new Reconcile()).execute("--wait", Integer.toString(wait), accepted.toString());
        System.out.println("accepted ids: " + accepted);
        report(results).ifPresent(report -> System.out.println("report: " + report));
        return gatling == 0 ? reconciled : 1;
    }

    private void requireGateway() throws InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            client.send(
                    HttpRequest.newBuilder(URI.create(stack.gateway() + "/"))
                            .timeout(PATIENCE)
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            throw new Refusal("No gateway answers at " + stack.gateway() + ": start the stack with ./letsrun up.");
        }
    }

    private int run(Path results, Path accepted) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command(results, accepted)).inheritIO().start();
        Thread farewell = new Thread(() -> {
            process.destroy();
            System.out.println(
                    "Interrupted. deploy/load/reconcile " + accepted + " tells what became of what was accepted.");
        });
        Runtime.getRuntime().addShutdownHook(farewell);
        int code = process.waitFor();
        Runtime.getRuntime().removeShutdownHook(farewell);
        return code;
    }

    private List<String> command(Path results, Path accepted) {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        properties.put("gateway", stack.gateway());
        properties.put("upstream", stack.upstream());
        properties.put("accepted", accepted);
        properties.put("users", users);
        properties.put("within", within);
        properties.put("base", base);
        properties.put("peak", peak);
        properties.put("rest", rest);
        properties.put("runners", runners);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx" + heap,
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        properties.forEach((name, value) -> {
            if (value != null) {
                command.add("-D" + name + "=" + value);
            }
        });
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "io.gatling.app.Gatling",
                "--simulation",
                Launch.class.getPackageName() + "." + simulation,
                "--results-folder",
                results.toString()));
        return command;
    }

    /** The newest: Gatling names its directories by the simulation and the time. */
    private Optional<Path> report(Path results) throws IOException {
        String prefix = simulation.name().toLowerCase(Locale.ROOT) + "-";
        try (Stream<Path> runs = Files.list(results)) {
            return runs.filter(run -> run.toFile().getName().startsWith(prefix))
                    .map(run -> run.resolve("index.html"))
                    .filter(Files::exists)
                    .max(Path::compareTo);
        }
    }
}
