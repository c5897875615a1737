package io.letsrun.local.seed;

import io.letsrun.local.stack.Stack;
import io.letsrun.local.terminal.AtLeastOne;
import io.letsrun.local.terminal.Terminal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "seed",
        description = {
            "Signs up runners, sends their runs through the public API, and waits until all of them are stored.",
            "The same seed again changes nothing. Exits with 0 only when every accepted run is stored.",
            "With --events it adds events at the upstream instead, and exits with 0 only when all are there."
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class Seed implements Callable<Integer> {

    private final Stack stack;
    private final Terminal terminal;

    @Option(names = "--file", paramLabel = "FILE", description = "Runs as CSV, gzipped or not; made up without it.")
    private @Nullable Path file;

    @Option(names = "--totals", paramLabel = "FILE", description = "Where to write each runner's stored totals as CSV.")
    private @Nullable Path totals;

    @Option(names = "--gateway", paramLabel = "URL", description = "The gateway; by default this stack's.")
    private @Nullable URI gateway;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            converter = AtLeastOne.class,
            description = "Requests under way at once.")
    private int concurrency = 64;

    @Option(names = "--runners", paramLabel = "N", description = "How many runners to make up.")
    private int runners = 100;

    @Option(names = "--runs", paramLabel = "N", description = "How many runs to make up for each.")
    private int runs = 100;

    @Option(
            names = "--within",
            paramLabel = "DURATION",
            defaultValue = "5m",
            description = "How long to wait until all is stored, or added: 90s or 5m.")
    private Duration within = Duration.ZERO;

    @ArgGroup(exclusive = false)
    private @Nullable EventOptions events;

    public Seed(Stack stack, Terminal terminal) {
        this.stack = stack;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Meter meter = new Meter(terminal);
        if (events != null) {
            return seed(events, meter);
        }
        List<Run> all = file == null ? Run.madeUp(runners, runs) : new RunFile(file).read();
        Seeding.Report report = new Seeding(all, meter).into(address(gateway, 8080), concurrency, within);
        print(report);
        if (totals != null) {
            report.writeTotals(totals);
        }
        return report.complete() ? 0 : 1;
    }

    private int seed(EventOptions wanted, Meter meter) {
        try (EventSeeding seeding = new EventSeeding(address(wanted.upstream, 8099), meter)) {
            EventSeeding.Report report = seeding.seed(wanted.users(), wanted.perUser, concurrency, within);
            terminal.line("users     " + report.users());
            terminal.line("present   " + report.present());
            terminal.line("added     " + report.added());
            terminal.line("elapsed   " + Terminal.seconds(report.took()));
            report.refused().forEach((reason, count) -> terminal.line("REFUSED   " + count + " (" + reason + ")"));
            printMissing(report.missing());
            return report.complete() ? 0 : 1;
        }
    }

    private void print(Seeding.Report report) {
        String reasons = report.refused().entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", ", " (", ")"));
        double rate = (report.accepted() + report.refusedRuns())
                / Math.max(0.001, report.sending().toMillis() / 1e3);
        terminal.line("signups   " + report.signups());
        terminal.line("accepted  " + report.accepted());
        terminal.line("refused   " + report.refusedRuns() + (report.refused().isEmpty() ? "" : reasons));
        terminal.line("stored    " + report.storedRuns());
        terminal.line(String.format(
                Locale.ROOT,
                "elapsed   %s to send (%.0f runs/s), and %s until all was stored",
                Terminal.seconds(report.sending()),
                rate,
                Terminal.seconds(report.storing())));
        printMissing(report.missing());
    }

    private void printMissing(List<String> names) {
        if (!names.isEmpty()) {
            String more = names.size() > 20 ? " and " + (names.size() - 20) + " more" : "";
            terminal.line("MISSING   " + names.stream().limit(20).collect(Collectors.joining(", ")) + more);
        }
    }

    private URI address(@Nullable URI given, int port) {
        return given == null ? URI.create("http://localhost:" + (port + stack.portOffset())) : given;
    }
}
