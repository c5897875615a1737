package io.letsrun.contracts.delivery;

import io.letsrun.contracts.event.Topics;
import java.util.List;

/** Who consumes what. A service's subscriptions are these, so topics can be declared before any service has started. */
public final class ConsumerGroups {

    /** The group in which operator-console reads every dead-letter topic. */
    public static final String DEAD_LETTER_INDEX = "operator-console.index";

    /** Each group once for each topic it consumes. */
    public static final List<GroupTopics> ALL = List.of(
            new GroupTopics(Topics.SIGNUPS, "signup-service"),
            new GroupTopics(Topics.SIGNUP_OUTCOMES, "profile-consumer"),
            new GroupTopics(Topics.RUNS, "profile-consumer"),
            new GroupTopics(Topics.REPLAY_RESULTS, "operator-console"));

    private ConsumerGroups() {}
}
