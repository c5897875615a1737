package io.letsrun.local.seed;

import io.letsrun.local.Refusal;
import io.letsrun.local.stack.Stack;
import io.letsrun.local.terminal.Terminal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
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

    @Option(names = "--concurrency", paramLabel = "N", description = "Requests under way at once.")
    private int concurrency = 64;

    @Option(names = "--runners", paramLabel = "N", description = "How many runners to make up.")
    private int runners = 100;

    @Option(names = "--runs", paramLabel = "N", description = "How many runs to make up for each.")
    private int runs = 100;

    @Option(
            names = "--within",
            paramLabel = "DURATION",
            description = "How long to wait until all is stored, or added: 90s or 5m.")
    private String within = "5m";

    @ArgGroup(exclusive = false)
    private @Nullable EventOptions events;

    public Seed(Stack stack, Terminal terminal) {
        this.stack = stack;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        SeedMeter meter = new SeedMeter(terminal);
        if (events != null) {
            return seed(events, meter);
        }
        Seeding seeding = file == null ? Seeding.synthetic(runners, runs, meter) : Seeding.ofFile(file, meter);
        SeedReport report = seeding.into(gateway(), atLeastOne(), duration());
        print(report);
        if (totals != null) {
            report.writeTotals(totals);
        }
        return report.complete() ? 0 : 1;
    }

    private int seed(EventOptions wanted, SeedMeter meter) {
        List<String> users = new ArrayList<>(wanted.named());
        EventSeeding.synthetic(wanted.users()).forEach(users::add);
        if (wanted.signedUp) {
            users.addAll(EventSeeding.signedUp(gateway(), runners, atLeastOne(), meter));
        }
        EventSeedReport report = EventSeeding.of(users, wanted.perUser(), meter)
                .into(http("upstream", wanted.upstream, 8099), atLeastOne(), duration());
        print(report);
        return report.complete() ? 0 : 1;
    }

    private void print(EventSeedReport report) {
        terminal.line("users     " + report.users().size());
        terminal.line("present   " + report.present());
        terminal.line("added     " + report.added());
        terminal.line("retried   " + report.retried());
        terminal.line("doubted   " + report.doubted());
        terminal.line("elapsed   " + Terminal.seconds(report.took()));
        report.refused().forEach((reason, count) -> terminal.line("REFUSED   " + count + " (" + reason + ")"));
        if (!report.gaveUp().isEmpty()) {
            terminal.line("GAVE UP   " + report.gaveUp().size() + ": " + some(report.gaveUp()));
        }
        if (!report.inDoubt().isEmpty()) {
            terminal.line("IN DOUBT  " + report.inDoubt().size() + ": " + some(report.inDoubt()));
        }
    }

    private void print(SeedReport report) {
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
        if (!report.complete()) {
            terminal.line("MISSING   " + some(report.missing()));
        }
    }

    private static String some(List<String> names) {
        String shown = names.stream().limit(20).collect(Collectors.joining(", "));
        return names.size() > 20 ? shown + " and " + (names.size() - 20) + " more" : shown;
    }

    private URI gateway() {
        return http("gateway", gateway, 8080);
    }

    private URI http(String what, @Nullable URI given, int port) {
        URI address = given == null ? URI.create("http://localhost:" + (port + stack.portOffset())) : given;
        if (!"http".equals(address.getScheme()) && !"https".equals(address.getScheme())) {
            throw new Refusal("The " + what + "'s URL starts with http:// or https://, and " + address + " does not.");
        }
        return address;
    }

    private int atLeastOne() {
        if (concurrency < 1) {
            throw new Refusal("--concurrency is at least 1, not " + concurrency + ".");
        }
        return concurrency;
    }

    private Duration duration() {
        try {
            return Duration.parse("PT" + within);
        } catch (DateTimeParseException e) {
            throw new Refusal("--within is a duration such as 90s or 5m, not " + within + ".", e);
        }
    }
}
