package io.letsrun.load.burst;

import io.letsrun.load.reconcile.AcceptedIds;
import io.letsrun.load.stack.Fault;
import io.letsrun.load.stack.FaultDrill;
import io.letsrun.load.openloop.Limits;
import io.letsrun.load.openloop.OpenLoop;
import io.letsrun.load.openloop.RequestSource;
import io.letsrun.load.phone.SignupRequests;
import io.letsrun.load.phone.Users;
import io.letsrun.load.reconcile.ReconciliationResult;
import io.letsrun.load.report.BurstSummary;
import io.letsrun.load.report.Comparison;
import io.letsrun.load.report.Findings;
import io.letsrun.load.report.ReportPage;
import io.letsrun.load.report.Summary;
import io.letsrun.load.report.Threshold;
import io.letsrun.load.openloop.ConnectionCounts;
import io.letsrun.load.openloop.PhaseResult;
import io.letsrun.load.schedule.Arrivals;
import io.letsrun.load.schedule.Phase;
import io.letsrun.load.schedule.Stretch;
import io.letsrun.load.stack.FileHandles;
import io.letsrun.load.stack.MeasuredStack;
import io.letsrun.load.stack.Processes;
import io.letsrun.load.stack.Watch;
import io.letsrun.local.Refusal;
import io.letsrun.local.terminal.Terminal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Carries a scenario out, from the first check to the summary. */
public final class BurstRun {

    private static final int THRESHOLD_MISSED = 3;
    private static final Duration SIGNING_UP = Duration.ofSeconds(10);
    private static final double SIGNUPS_A_SECOND = 500;
    private static final double FIRST_RATE_SHARE = 0.1;

    private final MeasuredStack stack;
    private final Terminal terminal = Terminal.standard();
    private final BurstOptions options;
    private final Scenario scenario;
    private final Processes processes;
    private final Clock clock = Clock.systemUTC();
    private final ProgressLine live;
    private final Recording recording = new Recording();
    private final String seed = "b" + Long.toString(System.currentTimeMillis(), 36);

    public BurstRun(MeasuredStack stack, BurstOptions options, Scenario scenario) {
        this.stack = stack;
        this.processes = Processes.of(stack::alive);
        this.options = options;
        this.scenario = scenario;
        this.live = new ProgressLine(terminal);
    }

    /** @return the exit code */
    public int carryOut() throws IOException, InterruptedException {
        List<Fault> faults = options.faults.stream().map(Fault::parse).toList();
        List<Threshold> thresholds =
                options.thresholds.stream().map(Threshold::parse).toList();
        Comparison comparison = options.compare == null ? null : Comparison.with(options.compare);
        Limits limits = limits();
        FaultDrill.check(faults, stack.components(), scenario.time());
        requireWholeSeconds(options.warmUp);
        stack.requireRunning();
        FileHandles.requireFor(limits.connections(), stack.alive().get("gateway-service"));
        ReportDirectory directory =
                ReportDirectory.made(options.directory, stack.bursts(), scenario.name(), clock.instant());
        try (Watch watch = watch();
                AcceptedIds accepted = AcceptedIds.in(directory.accepted());
                OpenLoop generator = OpenLoop.to(stack.gatewayAddress(), limits)) {
            Interrupts interrupts = Interrupts.handled(() -> {
                live.say("Interrupted: nothing more is sent. What was accepted is accounted for; Ctrl-C again ends at"
                        + " once.");
                generator.stop();
            });
            send(generator, accepted, faults);
            ConnectionCounts connections = generator.connections();
            accepted.close();
            ReconciliationResult account = new FinalReconciliation(stack, watch, live).take(directory.accepted(), options.drain);
            return conclude(
                    directory, findings(watch, account, connections, interrupts.happened()), thresholds, comparison);
        }
    }

    private void send(OpenLoop generator, AcceptedIds accepted, List<Fault> faults)
            throws IOException, InterruptedException {
        String host = stack.gatewayAddress().getHostString();
        Users users = signUp(generator, host, accepted);
        if (users.size() < scenario.users()) {
            return;
        }
        RequestSource requests = scenario.requests().of(host, seed, users, accepted);
        List<Phase> phases = new ArrayList<>();
        if (!options.warmUp.isZero()) {
            phases.add(new Phase("warm-up", warmUp()));
        }
        phases.addAll(scenario.timed());
        live.now(announcement());
        try (TimedSampling accompaniment =
                        new TimedSampling(stack, processes, recording, options.warmUp, scenario.sampled());
                FaultDrill drill = new FaultDrill(stack, clock, mark -> {
                    recording.mark(mark);
                    live.mark(mark);
                })) {
            recording.begins(clock.instant());
            drill.begin(faults, options.warmUp);
            List<PhaseResult> results = generator.run(phases, requests, second -> {
                recording.second(second);
                live.second(second);
            });
            recording.ends(results, processes.processorTime());
            accompaniment.last();
        }
    }

    /** Those who run and read have to be there first. */
    private Users signUp(OpenLoop generator, String host, AcceptedIds accepted) throws InterruptedException {
        Users users = new Users(scenario.users());
        if (scenario.users() == 0) {
            return users;
        }
        live.now(scenario.users() + " people sign up");
        double rate = Math.min(SIGNUPS_A_SECOND, Math.max(1, scenario.users() / Time.seconds(SIGNING_UP)));
        Duration time = Duration.ofMillis(Math.max(1000, Math.round(scenario.users() / rate * 1000)));
        Phase phase = new Phase("people", Arrivals.of(Stretch.of(scenario.users(), time)));
        generator.run(List.of(phase), new SignupRequests(host, seed + "p", accepted, users), live::second);
        if (users.size() < scenario.users() && !generator.isStopped()) {
            throw new Refusal("Only " + users.size() + " of " + scenario.users()
                    + " people could sign up; is the stack well? See ./letsrun status and ./letsrun logs"
                    + " gateway-service.");
        }
        new EventfulUsers(URI.create(stack.upstream()), live).of(users, scenario.eventful());
        return users;
    }

    private Findings findings(
            Watch watch, @Nullable ReconciliationResult account, ConnectionCounts connections, boolean interrupted) {
        return new Findings(
                scenario.name(),
                ReportSettings.of(scenario, options, seed),
                MachineDescription.describe(),
                Commit.of(stack.directory()),
                recording.began(),
                options.warmUp,
                recording.phases(),
                recording.seconds(),
                watch.samples(),
                recording.marks(),
                recording.cores(),
                recording.jvms(),
                account,
                connections,
                interrupted);
    }

    private int conclude(
            ReportDirectory directory, Findings findings, List<Threshold> thresholds, @Nullable Comparison comparison)
            throws IOException {
        BurstSummary summary = BurstSummary.of(findings, thresholds);
        Path page = new ReportPage(findings, summary).writeTo(directory.path());
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

    private Watch watch() {
        return new Watch(
                stack.management("signup-service"),
                stack.management("profile-consumer"),
                processes,
                clock,
                live::sample);
    }

    private long requests() {
        return scenario.timed().stream()
                .mapToLong(phase -> phase.arrivals().count())
                .sum();
    }

    private Arrivals warmUp() {
        return Arrivals.of(
                new Stretch(options.warmUp, scenario.warmUpRate() * FIRST_RATE_SHARE, scenario.warmUpRate()));
    }

    private String announcement() {
        return String.format(
                Locale.ROOT,
                "%s: %,d requests in %d s%s",
                scenario.name(),
                requests(),
                scenario.time().toSeconds(),
                options.warmUp.isZero()
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                ", after a warm-up of %d s with %,d more",
                                options.warmUp.toSeconds(),
                                warmUp().count()));
    }

    private Limits limits() {
        int connections = options.connections == null ? scenario.connections() : options.connections;
        if (options.connectPerUser) {
            long all = scenario.users() + (options.warmUp.isZero() ? 0 : warmUp().count()) + requests();
            connections = (int) Math.min(all, Integer.MAX_VALUE);
        }
        try {
            return new Limits(
                    connections, options.outstanding, options.patience, options.retries, options.connectPerUser);
        } catch (IllegalArgumentException e) {
            throw new Refusal(e.getMessage() + ".");
        }
    }

    private static void requireWholeSeconds(Duration warmUp) {
        if (warmUp.toNanosPart() != 0) {
            throw new Refusal("--warm-up is whole seconds, so that a second belongs to it or not.");
        }
    }
}
