package io.letsrun.load.burst;

import io.letsrun.load.openloop.RequestKind;
import io.letsrun.load.schedule.Phase;
import io.letsrun.load.schedule.Stretch;
import io.letsrun.local.Refusal;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Option;

/** Several kinds of requests at once, at a rate. */
abstract class MixedLoad extends Scenario {

    static final String SHARES = "signups=10,runs=40,profile=25,page=15,status=8,events=2";

    @Option(
            names = "--users",
            paramLabel = "N",
            description = "Users who sign up first, and then send runs and reads; none for signups alone.")
    private int users;

    @Option(names = "--rate", paramLabel = "RATE", description = "Requests a second.")
    private double rate;

    @Option(
            names = "--shares",
            paramLabel = "SHARES",
            description = "Percent of each kind: signups, runs, profile, page (of runs), status (of a signup), events.")
    private String shares;

    MixedLoad(int users, double rate, String shares) {
        this.users = users;
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
        return List.of(new Phase(name(), Stretch.constant(rate, time())));
    }

    @Override
    final int users() {
        return shares().keySet().equals(Set.of(RequestKind.SIGNUP)) ? 0 : users(users);
    }

    @Override
    final Map<RequestKind, Integer> shares() {
        return shares(shares);
    }

    /** @throws Refusal when it cannot be read, or does not make a hundred */
    static Map<RequestKind, Integer> shares(String text) {
        Map<RequestKind, Integer> shares = new EnumMap<>(RequestKind.class);
        for (String part : text.split(",", -1)) {
            String[] pair = part.strip().split("=", -1);
            RequestKind kind = RequestKind.named(pair[0]).orElse(null);
            if (pair.length != 2 || kind == null || !pair[1].matches("\\d{1,3}") || shares.containsKey(kind)) {
                throw new Refusal("--shares is like " + SHARES + ", each kind once; not " + part + ".");
            }
            shares.put(kind, Integer.parseInt(pair[1]));
        }
        int sum = shares.values().stream().mapToInt(Integer::intValue).sum();
        if (sum != 100) {
            throw new Refusal("--shares add up to " + sum + " %, not 100.");
        }
        shares.values().removeIf(share -> share == 0);
        return shares;
    }
}
