package io.letsrun.load.burst;

import io.letsrun.load.openloop.Limits;
import io.letsrun.load.openloop.OpenLoop;
import io.letsrun.load.openloop.PhaseResult;
import io.letsrun.load.openloop.Second;
import io.letsrun.load.phone.Mixture;
import io.letsrun.load.phone.SignupRequests;
import io.letsrun.load.phone.Users;
import io.letsrun.load.reconcile.AcceptedIds;
import io.letsrun.load.reconcile.Reconciliation;
import io.letsrun.load.reconcile.ReconciliationResult;
import io.letsrun.load.report.BurstSummary;
import io.letsrun.load.report.Comparison;
import io.letsrun.load.report.Environment;
import io.letsrun.load.report.Findings;
import io.letsrun.load.report.ReportPage;
import io.letsrun.load.report.Summary;
import io.letsrun.load.report.Threshold;
import io.letsrun.load.schedule.Phase;
import io.letsrun.load.schedule.Stretch;
import io.letsrun.load.stack.Fault;
import io.letsrun.load.stack.FaultDrill;
import io.letsrun.load.stack.FileHandles;
import io.letsrun.load.stack.MeasuredStack;
import io.letsrun.load.stack.UpstreamControl;
import io.letsrun.load.stack.Watch;
import io.letsrun.local.Refusal;
import io.letsrun.local.process.Pause;
import io.letsrun.local.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Runs a scenario, from the first check to the report. */
final class BurstRun {

    private static final int THRESHOLD_MISSED = 3;
    private static final Duration SIGNING_UP = Duration.ofSeconds(10);
    private static final double SIGNUPS_A_SECOND = 500;
    private static final double FIRST_RATE_SHARE = 0.1;
    private static final int EVENTS_EACH = 5;
    private static final int QUIET_LOOKS = 2;
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss");

    private final MeasuredStack stack;
    private final Terminal terminal = Terminal.standard();
    private final BurstOptions options;
    private final Scenario scenario;
    private final List<Phase> timed;
    private final int users;
    private final ProgressLine live = new ProgressLine(terminal);
    private final Queue<Second> seconds = new ConcurrentLinkedQueue<>();
    private final Queue<FaultDrill.Mark> marks = new ConcurrentLinkedQueue<>();
    private Instant began = Instant.now();
    private List<PhaseResult> phases = List.of();
    private Map<String, Double> cores = Map.of();
    private final String seed = "b" + Long.toString(System.currentTimeMillis(), 36);

    BurstRun(MeasuredStack stack, BurstOptions options, Scenario scenario) {
        this.stack = stack;
        this.options = options;
        this.scenario = scenario;
        this.timed = scenario.phases();
        this.users = scenario.users();
    }

    /** @return the exit code */
    int carryOut() throws IOException, InterruptedException {
        List<Fault> faults = options.faults.stream().map(Fault::parse).toList();
        List<Threshold> thresholds =
                options.thresholds.stream().map(Threshold::parse).toList();
        Comparison comparison = options.compare == null ? null : Comparison.with(options.compare);
        if (options.warmUp.toNanosPart() != 0) {
            throw new Refusal("--warm-up is whole seconds.");
        }
        Limits limits = limits();
        FaultDrill.check(faults, stack.stack().names(), time());
        stack.requireRunning();
        FileHandles.requireFor(limits.connections(), stack.stack().alive().get("gateway-service"));
        Path directory = directory();
        Path ids = directory.resolve("accepted.txt");
        try (Watch watch = new Watch(stack, live::sample);
                AcceptedIds accepted = AcceptedIds.in(ids);
                OpenLoop generator = OpenLoop.to(stack.gatewayAddress(), limits)) {
            Interrupts interrupts = Interrupts.handled(() -> {
                live.say(
                        "Interrupted: no more requests are sent, and those accepted are checked. Ctrl-C again ends at once.");
                generator.stop();
            });
            send(watch, generator, accepted, faults);
            OpenLoop.Connections connections = generator.connections();
            accepted.close();
            live.say("waiting until everything accepted is stored");
            ReconciliationResult account = reconciled(watch, ids);
            return conclude(
                    directory,
                    findings(limits, watch, account, connections, interrupts.happened()),
                    thresholds,
                    comparison);
        }
    }

    private void send(Watch watch, OpenLoop generator, AcceptedIds accepted, List<Fault> faults)
            throws IOException, InterruptedException {
        String host = stack.gatewayAddress().getHostString();
        Users signedUp = signUp(generator, host, accepted);
        if (signedUp.size() < users) {
            return; // interrupted
        }
        Mixture requests =
                new Mixture(scenario.shares(), host, seed, signedUp, scenario.eventful(), accepted, Instant.now());
        List<Phase> all = new ArrayList<>(timed);
        String warmUp = "";
        if (!options.warmUp.isZero()) {
            all.addFirst(warmUp());
            warmUp = String.format(
                    Locale.ROOT,
                    ", after a warm-up of %d s with %,d more",
                    options.warmUp.toSeconds(),
                    warmUp().count());
        }
        live.say(String.format(
                Locale.ROOT, "%s: %,d requests in %d s%s", scenario.name(), requests(), time().toSeconds(), warmUp));
        try (FaultDrill drill = new FaultDrill(stack, mark -> {
            marks.add(mark);
            live.say("  >> " + mark.what());
        })) {
            began = Instant.now();
            watch.begin(options.warmUp, scenario.sampling());
            drill.begin(faults, options.warmUp);
            phases = generator.run(all, requests, second -> {
                seconds.add(second);
                live.second(second);
            });
            cores = watch.end();
        }
    }

    /** Those who upload runs and read have to exist first. */
    private Users signUp(OpenLoop generator, String host, AcceptedIds accepted)
            throws IOException, InterruptedException {
        Users signedUp = new Users(users);
        if (users == 0) {
            return signedUp;
        }
        live.say(users + " users sign up first");
        double rate = Math.min(SIGNUPS_A_SECOND, Math.max(1, users / Stretch.seconds(SIGNING_UP)));
        Duration time = Duration.ofMillis(Math.max(1000, Math.round(users / rate * 1000)));
        Phase phase = new Phase("users", Stretch.of(users, time));
        generator.run(List.of(phase), new SignupRequests(host, seed + "p", accepted, signedUp), live::second);
        if (signedUp.size() < users && !generator.isStopped()) {
            throw new Refusal("Only " + signedUp.size() + " of " + users
                    + " users could sign up; see ./letsrun status and ./letsrun logs gateway-service.");
        }
        int eventful = Math.min(scenario.eventful(), signedUp.size());
        if (eventful > 0) {
            live.say(eventful + " of them get events at the upstream");
            try (UpstreamControl upstream = new UpstreamControl(stack.upstream())) {
                for (int user = 0; user < eventful; user++) {
                    upstream.user(signedUp.id(user).toString(), EVENTS_EACH);
                }
            }
        }
        return signedUp;
    }

    /** Waits for the consumers first, so that the queries do not slow them down. */
    private @Nullable ReconciliationResult reconciled(Watch watch, Path ids) throws InterruptedException {
        long end = System.nanoTime() + options.drain.toNanos();
        int quiet = 0;
        int seen = watch.samples().size();
        while (quiet < QUIET_LOOKS && System.nanoTime() < end) {
            Pause.of(Duration.ofMillis(250));
            List<Watch.Sample> samples = watch.samples();
            for (; seen < samples.size(); seen++) {
                quiet = samples.get(seen).lag() == 0 ? quiet + 1 : 0;
            }
        }
        return new Reconciliation(stack, live::say).settled(ids, Duration.ofNanos(end - System.nanoTime()));
    }

    private Findings findings(
            Limits limits,
            Watch watch,
            @Nullable ReconciliationResult account,
            OpenLoop.Connections connections,
            boolean interrupted) {
        Map<String, String> settings = scenario.settings();
        settings.put("generator", "open loop (Netty, one event loop, " + OpenLoop.transport() + ")");
        settings.put("connections", Integer.toString(limits.connections()));
        settings.put("seed", seed);
        return new Findings(
                scenario.name(),
                settings,
                Environment.machine(),
                Environment.commit(stack.directory()),
                began,
                options.warmUp,
                phases,
                List.copyOf(seconds),
                watch.samples(),
                List.copyOf(marks),
                cores,
                watch.jvms(),
                account,
                connections,
                interrupted);
    }

    private int conclude(Path directory, Findings findings, List<Threshold> thresholds, @Nullable Comparison comparison)
            throws IOException {
        BurstSummary summary = BurstSummary.of(findings, thresholds);
        Path page = new ReportPage(findings, summary).writeTo(directory);
        live.wipe();
        new Summary(findings, summary).print(terminal);
        if (comparison != null) {
            comparison.print(terminal, summary);
        }
        terminal.line("report: " + page.toUri());
        if (findings.interrupted()) {
            return Interrupts.EXIT_CODE;
        }
        if (!findings.holds()) {
            return 1;
        }
        return summary.meetsThresholds() ? 0 : THRESHOLD_MISSED;
    }

    private Path directory() {
        Path path = options.directory == null
                ? stack.bursts().resolve(NAME.format(LocalDateTime.now()) + "-" + scenario.name())
                : options.directory.toAbsolutePath();
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new Refusal("Cannot write to " + path + ": " + e.getMessage() + ".");
        }
    }

    private Duration time() {
        return timed.stream().map(Phase::time).reduce(Duration.ZERO, Duration::plus);
    }

    private long requests() {
        return timed.stream().mapToLong(Phase::count).sum();
    }

    private Phase warmUp() {
        double rate = scenario.warmUpRate();
        return new Phase("warm-up", new Stretch(options.warmUp, rate * FIRST_RATE_SHARE, rate));
    }

    private Limits limits() {
        int connections = options.connections == null ? scenario.connections() : options.connections;
        if (options.connectPerUser) {
            long all = users + (options.warmUp.isZero() ? 0 : warmUp().count()) + requests();
            connections = (int) Math.min(all, Integer.MAX_VALUE);
        }
        return new Limits(connections, options.outstanding, options.patience, options.retries, options.connectPerUser);
    }
}
