package io.letsrun.load.openloop;

/** What a request is for. */
public enum RequestKind {
    SIGNUP("signups", true),
    RUN("runs", true),
    PROFILE("profiles", false),
    RUNS_PAGE("runs pages", false),
    SIGNUP_STATUS("signup status", false),
    EVENTS("events", false);

    private final String plural;
    private final boolean write;

    RequestKind(String plural, boolean write) {
        this.plural = plural;
        this.write = write;
    }

    /** Whether an accepted one has to be found stored later. */
    public boolean isWrite() {
        return write;
    }

    @Override
    public String toString() {
        return plural;
    }
}
