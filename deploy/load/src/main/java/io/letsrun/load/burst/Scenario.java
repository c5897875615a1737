package io.letsrun.load.burst;

import io.letsrun.load.openloop.RequestKind;
import io.letsrun.load.schedule.Phase;
import io.letsrun.load.schedule.Stretch;
import io.letsrun.local.Refusal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What a burst sends: a command that says when which requests are due, and has them sent. */
@Command(mixinStandardHelpOptions = true, showDefaultValues = true)
abstract class Scenario implements Callable<Integer> {

    private static final int FASTEST = 100_000;
    private static final int EVENTFUL = 20;
    private static final int MOST = 100_000_000;

    @ParentCommand
    private BurstCommand burst = new BurstCommand();

    @Mixin
    private BurstOptions options = new BurstOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /**
     * The timed part.
     *
     * @throws Refusal when the options make no sense
     */
    abstract List<Phase> phases();

    /** Requests a second at the end of the warm-up. */
    abstract double warmUpRate();

    /** Percent of each kind of request; their sum is 100. */
    abstract Map<RequestKind, Integer> shares();

    /** How many users sign up before the load begins. */
    int users() {
        return 0;
    }

    /** How many of them get events at the upstream, which takes its time to add one; only they read them. */
    final int eventful() {
        return shares().containsKey(RequestKind.EVENTS) ? Math.min(users(), EVENTFUL) : 0;
    }

    int connections() {
        return 500;
    }

    /** How often heaps, threads and files of the services are sampled; zero for never. */
    Duration sampling() {
        return Duration.ZERO;
    }

    final String name() {
        return spec.name();
    }

    @Override
    public final Integer call() throws Exception {
        return new BurstRun(burst.stack(), options, this).carryOut();
    }

    /** All options with their values, for the report. */
    final Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        for (OptionSpec option : spec.options()) {
            Object value = option.getValue();
            if (value != null && !option.usageHelp() && !option.versionHelp()) {
                settings.put(
                        option.longestName().substring(2),
                        value instanceof Duration time ? Stretch.seconds(time) + " s" : value.toString());
            }
        }
        return settings;
    }

    /** Returns requests a second. */
    static double rate(long requests, Duration within) {
        if (requests < 1 || requests > MOST) {
            throw new Refusal("Requests are 1 to " + MOST + ", not " + requests + ".");
        }
        if (within.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new Refusal("A burst takes at least a second.");
        }
        return rate("The rate", requests / Stretch.seconds(within));
    }

    static double rate(String what, double rate) {
        if (!(rate > 0) || rate > FASTEST) {
            throw new Refusal(
                    what + " is more than 0 and at most " + FASTEST + " requests a second, not " + rate + ".");
        }
        return rate;
    }

    static int users(int users) {
        if (users < 1 || users > 1_000_000) {
            throw new Refusal("Users are 1 to 1000000, not " + users + ".");
        }
        return users;
    }
}
