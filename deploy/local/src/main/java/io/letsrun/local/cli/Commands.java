package io.letsrun.local.cli;

import io.letsrun.local.Checkout;
import io.letsrun.local.Refusal;
import io.letsrun.local.stack.Stack;
import io.letsrun.local.stack.Status;
import io.letsrun.local.stack.Status.State;
import io.letsrun.local.terminal.Table;
import io.letsrun.local.terminal.Terminal;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands that take a word or two. */
@Command(
        name = "letsrun",
        description = "Runs Let's Run! on this machine: real servers and the services, each in its own process.",
        mixinStandardHelpOptions = true,
        version = "0.1.0-SNAPSHOT",
        synopsisSubcommandLabel = "COMMAND")
final class Commands {

    private final Checkout checkout;
    private final Stack stack;
    private final Terminal terminal;

    Commands(Checkout checkout, Stack stack, Terminal terminal) {
        this.checkout = checkout;
        this.stack = stack;
        this.terminal = terminal;
    }

    @Command(
            description = "Shows what runs. Exits with 0 when everything is ready, otherwise with 3.",
            mixinStandardHelpOptions = true)
    int status() {
        List<Status> all = stack.status();
        Table table = new Table("COMPONENT", "STATE", "PID", "PORT", "MEMORY", "UPTIME");
        all.forEach(status -> row(table, status));
        table.print(terminal);
        all.stream()
                .filter(status -> status.why() != null)
                .forEach(status -> terminal.line(status.name()
                        + (status.state() == State.DIED
                                ? " ended (" + status.why() + "); ./letsrun start " + status.name() + " brings it back."
                                : " was " + status.why() + ".")));
        long bytes = all.stream().mapToLong(Status::memoryBytes).sum();
        terminal.line("Together " + (bytes >> 20) + " MiB.");
        return all.stream().allMatch(status -> status.state() == State.READY) ? 0 : 3;
    }

    private static void row(Table table, Status status) {
        boolean alive = status.state() == State.READY || status.state() == State.STARTING;
        table.row(
                status.name(),
                status.state().name().toLowerCase(Locale.ROOT),
                status.pid() == null ? "-" : status.pid().toString(),
                Integer.toString(status.port()),
                alive ? (status.memoryBytes() >> 20) + " MiB" : "-",
                alive ? Terminal.coarse(status.uptime()) : "-");
    }

    @Command(
            description = "Starts components together, and waits until they are ready.",
            mixinStandardHelpOptions = true)
    void start(@Parameters(arity = "1..*", paramLabel = "NAME", description = "The components.") List<String> names) {
        stack.start(names);
        terminal.line("./letsrun status shows all components.");
    }

    @Command(description = "Asks components to end, and waits until they have ended.", mixinStandardHelpOptions = true)
    void stop(@Parameters(arity = "1..*", paramLabel = "NAME", description = "The components.") List<String> names) {
        names.forEach(stack::log);
        for (String name : names) {
            if (!stack.stop(name)) {
                terminal.line(name + ": was not running");
            }
        }
    }

    @Command(
            description = "Sends SIGKILL, for fault drills: the component cannot finish anything.",
            mixinStandardHelpOptions = true)
    void kill(@Parameters(arity = "1..*", paramLabel = "NAME", description = "The components.") List<String> names) {
        names.forEach(stack::log);
        for (String name : names) {
            terminal.line(name + ": "
                    + stack.kill(name).map(pid -> "killed (pid " + pid + ")").orElse("was not running"));
        }
    }

    @Command(
            description = {
                "Ends all components, from whichever shell they were started.",
                "What does not end in time is killed. The data is kept."
            },
            mixinStandardHelpOptions = true)
    void down() {
        List<String> stopped = stack.down();
        terminal.line(
                stopped.isEmpty()
                        ? "Nothing was running."
                        : "Stopped all " + stopped.size() + " components; the data is kept.");
    }

    @Command(
            description = "Ends all components and deletes all data: every account, run and message.",
            mixinStandardHelpOptions = true)
    void reset(@Option(names = "--yes", description = "Do not ask.") boolean yes) {
        if (!yes && !terminal.interactive()) {
            throw new Refusal("reset deletes all data: add --yes where nobody can be asked.");
        }
        if (!yes && !terminal.agrees("Delete all data in " + checkout.state().resolve("data") + "?")) {
            throw new Refusal("Nothing was deleted.");
        }
        stack.down();
        stack.deleteData();
        terminal.line("All data is deleted.");
    }

    /** Only listed: the launcher's script runs a burst itself, in a JVM that suits one. */
    @Command(
            description = {
                "Sends load to the running stack, injects faults, and accounts for every accepted request.",
                "See ./letsrun burst --help."
            })
    void burst(@Parameters(arity = "0..*", hidden = true) List<String> words) {
        throw new Refusal("Only the script ./letsrun starts a burst: ./letsrun burst " + String.join(" ", words));
    }

    /** What {@code up} does in the foreground, for a stack that was detached. */
    @Command(
            description = "Restarts components that end by themselves; up --detach starts it.",
            hidden = true,
            mixinStandardHelpOptions = true)
    void supervise() {
        stack.supervisor(line -> terminal.line(LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + " " + line))
                .watch();
    }
}
