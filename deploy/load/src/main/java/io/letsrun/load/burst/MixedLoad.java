package io.letsrun.load.burst;

import io.letsrun.load.openloop.RequestKind;
import io.letsrun.load.openloop.RequestSource;
import io.letsrun.load.phone.Mixture;
import io.letsrun.load.phone.SignupRequests;
import io.letsrun.load.phone.Users;
import io.letsrun.load.reconcile.AcceptedIds;
import io.letsrun.load.schedule.Phase;
import io.letsrun.load.schedule.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Option;

/** Several kinds of requests at once, at a constant rate. */
abstract class MixedLoad extends Scenario {

    /** The upstream takes its time to add an event, so only a few users get some, and only they read them. */
    private static final int EVENTFUL = 20;

    @Option(names = "--users", paramLabel = "N", description = "Users who sign up first, and then send runs and reads.")
    private int users = 2_000;

    @Option(names = "--rate", paramLabel = "RATE", description = "Requests a second.")
    private double rate;

    @Option(
            names = "--shares",
            paramLabel = "SHARES",
            description = "Percent of each kind: signups, runs, profile, page (of runs), status (of a signup), events.")
    private String shares;

    MixedLoad(double rate, String shares) {
        this.rate = rate;
        this.shares = shares;
    }

    abstract Duration time();

    final double rate() {
        return rate;
    }

    @Override
    List<Phase> phases() {
        rate("--rate", rate);
        rate(1, time());
        Shares.parse(shares);
        return List.of(new Phase(name(), Stretch.constant(rate, time())));
    }

    @Override
    final int users() {
        return users(users);
    }

    @Override
    final int eventful() {
        return Shares.parse(shares).has(RequestKind.EVENTS) ? Math.min(users, EVENTFUL) : 0;
    }

    @Override
    final RequestSource requests(String host, String seed, Users signedUp, AcceptedIds accepted) {
        return new Mixture(
                Shares.parse(shares).percent(),
                host,
                seed,
                signedUp,
                eventful(),
                new SignupRequests(host, seed, accepted, Users.none()),
                accepted,
                Instant.now());
    }
}
