package io.letsrun.contracts.event;

/**
 * The topics that services share. What a group could not store goes to its {@link
 * io.letsrun.contracts.delivery.GroupTopics}.
 */
public final class Topics {

    /** Signup requests, from the gateway to signup-service. Keyed by the e-mail key's bucket. */
    public static final Topic SIGNUPS = new Topic("letsrun.signups", false);

    /** What became of each signup. Keyed by user id. */
    public static final Topic SIGNUP_OUTCOMES = new Topic("letsrun.signup-outcomes", true);

    /** Runs and their tombstones, from the gateway to profile-consumer. Keyed by user id. */
    public static final Topic RUNS = new Topic("letsrun.runs", false);

    /** What became of replayed dead letters, from every consumer to operator-console. Keyed by replay id. */
    public static final Topic REPLAY_RESULTS = new Topic("letsrun.replay-results", false);

    private Topics() {}
}
