package io.letsrun.local.cli;

import io.letsrun.local.Checkout;
import io.letsrun.local.Refusal;
import io.letsrun.local.process.LogFile;
import io.letsrun.local.secrets.EnvFile;
import io.letsrun.local.stack.Stack;
import io.letsrun.local.stack.Status;
import io.letsrun.local.stack.Status.State;
import io.letsrun.local.terminal.Table;
import io.letsrun.local.terminal.Terminal;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** All commands but those that have a class of their own. */
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
        stack.reset();
        terminal.line("All data is deleted.");
    }

    @Command(description = "Shows what the components print.", mixinStandardHelpOptions = true)
    void logs(
            @Parameters(arity = "0..*", paramLabel = "NAME", description = "Which components; all when none is named.")
                    @Nullable List<String> names,
            @Option(
                            names = {"-f", "--follow"},
                            description = "Go on as more is printed, until Ctrl-C.")
                    boolean follow,
            @Option(
                            names = {"-n", "--lines"},
                            paramLabel = "N",
                            defaultValue = "40",
                            description = "Lines of each (default ${DEFAULT-VALUE}).")
                    int lines) {
        List<String> wanted = names == null ? stack.names() : names;
        Map<String, LogFile> logs = new LinkedHashMap<>();
        wanted.forEach(name -> logs.put(name, stack.log(name)));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            logs.forEach((name, log) -> {
                Consumer<String> print = line -> terminal.line(logs.size() == 1 ? line : name + " | " + line);
                if (follow) {
                    threads.execute(() -> log.follow(lines, print));
                } else {
                    log.last(lines).forEach(print);
                }
            });
        }
    }

    @Command(
            description = {
                "Writes .env, the file with the passwords and keys for docker-compose.yml. They are random and not printed.",
                "What .env lacks is added; what it has stays unchanged."
            },
            mixinStandardHelpOptions = true)
    void env(
            @Option(
                            names = "--file",
                            paramLabel = "FILE",
                            description = "The file to write, instead of .env in the checkout.")
                    @Nullable Path file,
            @Option(
                            names = "--force",
                            description =
                                    "Make new values for all. The database in Docker's volumes keeps its old password.")
                    boolean force) {
        EnvFile env = new EnvFile(file == null ? checkout.root().resolve(".env") : file);
        boolean existed = env.exists();
        if (force) {
            env.delete();
        }
        List<String> added = env.complete();
        if (force || !existed) {
            terminal.line("Made " + env.path() + ", readable by you only.");
        } else if (added.isEmpty()) {
            terminal.line(env.path() + " is complete and stays unchanged; --force makes new values.");
        } else {
            terminal.line("Added to " + env.path() + ": " + String.join(", ", added) + ".");
        }
        if (force && existed) {
            terminal.line("PostgreSQL's volume keeps the old password: before the next up, delete all data with "
                    + "docker compose down --volumes.");
        }
        terminal.line("The passwords of the console's users are in it: LETSRUN_CONSOLE_VIEWER_PASSWORD, _OPERATOR_,"
                + " _EDITOR_.");
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
