package io.letsrun.load.openloop;

import java.util.Arrays;
import java.util.Optional;

/** What a request is for. */
public enum RequestKind {
    SIGNUP("signups", "signups"),
    RUN("runs", "runs"),
    PROFILE("profile", "profiles"),
    RUNS_PAGE("page", "runs pages"),
    SIGNUP_STATUS("status", "signup status"),
    EVENTS("events", "events");

    private final String option;
    private final String plural;

    RequestKind(String option, String plural) {
        this.option = option;
        this.plural = plural;
    }

    /** By its name in an option. */
    public static Optional<RequestKind> named(String option) {
        return Arrays.stream(values())
                .filter(kind -> kind.option.equals(option))
                .findFirst();
    }

    @Override
    public String toString() {
        return plural;
    }
}
