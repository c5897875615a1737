package io.letsrun.contracts.event;

/** The topics that services share. Retry and dead-letter topics are derived from these by {@code delivery}. */
public final class Topics {

    /** Signup requests, from the gateway to signup-service. Keyed by the e-mail key's SHA-256. */
    public static final Topic SIGNUPS = new Topic("letsrun.signups", false);

    /** What became of each signup. Keyed by user id. */
    public static final Topic SIGNUP_OUTCOMES = new Topic("letsrun.signup-outcomes", true);

    /** Runs and their tombstones, from the gateway to profile-consumer. Keyed by user id. */
    public static final Topic RUNS = new Topic("letsrun.runs", false);

    private Topics() {}
}
