package io.letsrun.load.burst;

import io.letsrun.load.phone.Mixture;
import io.letsrun.load.phone.SignupRequests;
import io.letsrun.load.phone.Users;
import io.letsrun.load.openloop.RequestKind;
import java.time.Instant;

/** Makes the requests of a mixed load. */
record Mixed(Shares shares) {

    private static final int EVENTFUL = 20;

    Scenario.Making making() {
        return (host, seed, users, accepted) -> new Mixture(
                shares.percent(),
                host,
                seed,
                users,
                eventful(users.size()),
                new SignupRequests(host, seed, accepted, Users.none()),
                accepted,
                Instant.now());
    }

    /** The upstream takes its time to add an event, so few get some, and only they ask. */
    int eventful(int users) {
        return shares.has(RequestKind.EVENTS) ? Math.min(users, EVENTFUL) : 0;
    }
}
