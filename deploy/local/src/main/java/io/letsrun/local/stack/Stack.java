package io.letsrun.local.stack;

import io.letsrun.local.Checkout;
import io.letsrun.local.Refusal;
import io.letsrun.local.process.Component;
import io.letsrun.local.process.Launch;
import io.letsrun.local.process.LogFile;
import io.letsrun.local.process.Pause;
import io.letsrun.local.process.ProcessIdentity;
import io.letsrun.local.process.ProcessIdentity.Signal;
import io.letsrun.local.process.Tree;
import io.letsrun.local.secrets.Secrets;
import io.letsrun.local.server.KafkaServer;
import io.letsrun.local.server.PostgresServer;
import io.letsrun.local.service.Build;
import io.letsrun.local.service.ServiceKind;
import io.letsrun.local.stack.Status.State;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The system in this checkout, as the commands see it. */
public final class Stack {

    private static final long LEAST_FREE_BYTES = 1L << 30;
    private static final String SUPERVISOR = "supervisor";

    private final Checkout checkout;
    private final RunDirectory run;
    private final Conductor conductor;

    /** @param told each step of a start or an end, in a line; from several threads */
    public Stack(Checkout checkout, Consumer<String> told) {
        this.checkout = checkout;
        Path logs = checkout.state().resolve("logs");
        this.run = new RunDirectory(checkout.state().resolve("run"));
        this.conductor = new Conductor(run, logs, told);
    }

    /** The offset that this stack came up with, or would come up with. */
    public int portOffset() {
        return run.stack().map(StackRecord::portOffset).orElse(0);
    }

    /** How many brokers this stack came up with, or has the data of. */
    public int brokers() {
        return run.stack()
                .map(StackRecord::brokers)
                .orElseGet(() -> KafkaServer.brokersOf(data()).orElse(1));
    }

    public List<String> names() {
        return blueprint().components().stream().map(Component::name).toList();
    }

    public LogFile log(String name) {
        return conductor.log(blueprint().component(name).name());
    }

    /** Services that have to be built before they can start. */
    public List<String> unbuilt() {
        return new Build(checkout)
                .missing(ServiceKind.in(checkout)).stream()
                        .map(ServiceKind::name)
                        .toList();
    }

    public void build() {
        Build build = new Build(checkout);
        build.make(build.missing(ServiceKind.in(checkout)));
    }

    /** Refuses, in one sentence, what could only fail later. */
    public void requireRoom() {
        new Tree(checkout.state()).closeToOthers();
        long free = freeBytes();
        if (free < LEAST_FREE_BYTES) {
            throw new Refusal("The disk of " + checkout.state() + " has " + (free >> 20)
                    + " MiB left, and the stack needs at least " + (LEAST_FREE_BYTES >> 20) + ".");
        }
    }

    /**
     * Refuses when it is up already, or has data of another number of brokers; ends what a launcher that was killed has
     * left.
     */
    public void claim(int portOffset, int brokers, String bind) {
        Map<String, Long> alive = alive();
        run.stack().ifPresent(stack -> {
            boolean orphaned = !stack.detached() && !stack.launcher().alive();
            if (!orphaned && (!alive.isEmpty() || stack.launcher().alive())) {
                throw upAlready(describe(alive));
            }
        });
        requireDataOf(brokers);
        stopAll();
        run.save(new StackRecord(portOffset, brokers, ProcessIdentity.of(ProcessHandle.current()), false, bind));
    }

    /** The log of one broker says nothing to three, and each of three holds only a part of what one would have to know. */
    private void requireDataOf(int brokers) {
        KafkaServer.brokersOf(data()).ifPresent(before -> {
            if (before != brokers) {
                throw new Refusal(
                        "The data in " + data() + " is that of " + inWords(before) + ", so " + inWords(brokers)
                                + " cannot go on with it: say --brokers " + before
                                + ", or delete all data with ./letsrun reset.");
            }
        });
    }

    private static String inWords(int brokers) {
        return brokers == 1 ? "one Kafka broker" : brokers + " Kafka brokers";
    }

    /** Holds off every other {@code up} until it is closed or this process ends. */
    public AutoCloseable exclusively() {
        return run.lock("up").orElseThrow(() -> {
            String launcher = run.stack()
                    .map(stack -> "launcher pid " + stack.launcher().pid() + ", ")
                    .orElse("");
            return upAlready(launcher + describe(alive()));
        });
    }

    private static Refusal upAlready(String what) {
        return new Refusal("The stack is up already" + (what.isEmpty() ? "" : " (" + what + ")")
                + ": see ./letsrun status, or end it with ./letsrun down.");
    }

    /** Starts everything; returns how long each component took. */
    public Map<String, Duration> start() {
        List<Component> components = blueprint().components();
        components.forEach(conductor::requireFree);
        return conductor.start(components);
    }

    /** From now on the stack runs on when its launcher ends. */
    public void detach() {
        run.stack().map(StackRecord::whenDetached).ifPresent(run::save);
    }

    /** Ends everything that runs, and nothing starts any more. */
    public void end() {
        conductor.startNoMore();
        stopAll();
        run.removeStack();
    }

    /**
     * A launcher in the foreground ends what it started; what it leaves, or has left when it was killed, ends here.
     *
     * @return the names of what was running
     */
    public List<String> down() {
        List<String> running = List.copyOf(alive().keySet());
        run.stack()
                .filter(stack -> !stack.detached())
                .map(StackRecord::launcher)
                .filter(launcher -> launcher.pid() != ProcessHandle.current().pid())
                .ifPresent(launcher -> launcher.end(Signal.TERM, Duration.ofSeconds(60)));
        end();
        return running;
    }

    /** What restarts components of this stack that end by themselves. */
    public Supervisor supervisor(Consumer<String> told) {
        return new Supervisor(() -> blueprint().components(), run, conductor, this::freeBytes, Pause::of, told);
    }

    /** Has another process supervise, which ends with the stack. */
    public void superviseBeside(List<String> command) {
        new Launch(command, Map.of(), Path.of("").toAbsolutePath(), Launch.LATER)
                .start(
                        conductor.log(SUPERVISOR).rotate().path(),
                        process -> run.save(SUPERVISOR, new RunRecord(process, List.of())));
    }

    private long freeBytes() {
        try {
            return Files.getFileStore(checkout.state()).getUsableSpace();
        } catch (IOException e) {
            return 0;
        }
    }

    /** Ends everything at once and deletes all data; only PostgreSQL is asked to end, since else its shared memory would stay. */
    public void reset() {
        blueprint().components().parallelStream()
                .filter(component -> !(component instanceof PostgresServer))
                .forEach(conductor::kill);
        down();
        new Tree(data()).delete();
    }

    /** Starts single components, each after those of them that it needs; without a stack, they are the beginning of a detached one. */
    public void start(List<String> names) {
        Blueprint blueprint = blueprint();
        names.forEach(blueprint::component);
        Set<String> starting = Set.copyOf(names);
        requireQuorum(blueprint.brokers(), starting, alive().keySet());
        starting.forEach(this::requireBuilt);
        if (run.stack().isEmpty()) {
            run.save(new StackRecord(
                    0, brokers(), ProcessIdentity.of(ProcessHandle.current()), true, StackRecord.LOOPBACK));
        }
        conductor.start(blueprint.components().stream()
                .filter(component -> starting.contains(component.name()))
                .toList());
    }

    /** Brokers decide by majority, so this refuses a start that would only wait: one of three becomes ready with a second. */
    static void requireQuorum(List<String> brokers, Set<String> starting, Set<String> running) {
        List<String> missing = brokers.stream()
                .filter(broker -> !starting.contains(broker) && !running.contains(broker))
                .toList();
        boolean some = brokers.stream().anyMatch(starting::contains);
        if (some && 2 * missing.size() > brokers.size()) {
            throw new Refusal("Of " + brokers.size() + " brokers two must run for any of them to be ready: start "
                    + String.join(" or ", missing) + " with it, in one ./letsrun start.");
        }
    }

    /** @return whether it was running */
    public boolean stop(String name) {
        return conductor.stop(blueprint().component(name));
    }

    /** @return the pid that was killed, if it was running */
    public Optional<Long> kill(String name) {
        return conductor.kill(blueprint().component(name)).map(ProcessIdentity::pid);
    }

    public List<Status> status() {
        return blueprint().components().parallelStream().map(this::status).toList();
    }

    /** Components with a process, by name, in the order they start. */
    public Map<String, Long> alive() {
        Map<String, Long> alive = new LinkedHashMap<>();
        names().forEach(name -> conductor.running(name).ifPresent(process -> alive.put(name, process.pid())));
        return alive;
    }

    /** Where a service answers, without a trailing slash. */
    public String url(String service) {
        return "http://localhost:" + blueprint().service(service).port();
    }

    /** Where a service tells its health and its metrics, without a trailing slash. */
    public String management(String service) {
        return "http://localhost:" + blueprint().service(service).managementPort();
    }

    /** All brokers, as a Kafka client wants them. */
    public String bootstrapServers() {
        return blueprint().bootstrapServers();
    }

    /** Connects to PostgreSQL as the role that owns the schema of the same name. */
    public Connection postgres(String role) throws SQLException {
        return blueprint().postgres().connect(role);
    }

    /** Where this stack's console answers; refuses when none runs. */
    public URI console() {
        if (run.stack().isEmpty()) {
            throw new Refusal("The stack is not running: ./letsrun up starts it, or name a console with --url.");
        }
        RunRecord console = run.find(ServiceKind.CONSOLE)
                .filter(record -> record.process().alive())
                .orElseThrow(() -> new Refusal(ServiceKind.CONSOLE + " is not running: ./letsrun start "
                        + ServiceKind.CONSOLE + " brings it back."));
        return URI.create("http://localhost:" + console.ports().getFirst());
    }

    /** @param user viewer, operator or editor */
    public String consolePassword(String user) {
        return Objects.requireNonNull(Secrets.in(checkout.state()).console().get(user), user);
    }

    public Path secrets() {
        return checkout.state().resolve("secrets.properties");
    }

    private void requireBuilt(String name) {
        ServiceKind.in(checkout).stream()
                .filter(kind -> kind.name().equals(name) && !Files.exists(kind.jar(checkout)))
                .findAny()
                .ifPresent(kind -> {
                    throw new Refusal(name + " is not built: run mvn -DskipTests package, or ./letsrun up.");
                });
    }

    private void stopAll() {
        run.find(SUPERVISOR).map(RunRecord::process).ifPresent(ProcessIdentity::kill);
        run.remove(SUPERVISOR);
        conductor.stop(blueprint().components());
    }

    private Status status(Component component) {
        String name = component.name();
        int port = component.ports().getFirst();
        RunRecord record = run.find(name).orElse(null);
        if (record == null) {
            return new Status(name, State.STOPPED, null, port, 0, Duration.ZERO, null);
        }
        ProcessIdentity process = record.process();
        if (!process.alive()) {
            String why = record.endedOnPurpose() ? "killed by ./letsrun kill" : EndReason.in(conductor.log(name));
            return new Status(name, State.DIED, process.pid(), port, 0, Duration.ZERO, why);
        }
        State state = component.ready() ? State.READY : State.STARTING;
        Duration uptime = Duration.between(process.startedAt(), Instant.now());
        return new Status(name, state, process.pid(), port, process.memoryBytes(), uptime, restarts(record));
    }

    private static @Nullable String restarts(RunRecord record) {
        return record.restarts() == 0
                ? null
                : "restarted " + (record.restarts() == 1 ? "once" : record.restarts() + " times") + ", last after: "
                        + record.restartReason();
    }

    private static String describe(Map<String, Long> alive) {
        return alive.entrySet().stream()
                .map(entry -> entry.getKey() + " pid " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private Path data() {
        return checkout.state().resolve("data");
    }

    private Blueprint blueprint() {
        String bind = run.stack().map(StackRecord::address).orElse(StackRecord.LOOPBACK);
        return new Blueprint(checkout, portOffset(), brokers(), bind);
    }
}
