package io.letsrun.load.reconcile;

import io.letsrun.contracts.delivery.GroupTopics;
import io.letsrun.contracts.event.Topic;
import io.letsrun.contracts.event.Topics;

/** What is accepted, where it goes to be stored, and who stores it. */
public enum RecordKind {
    SIGNUP(Topics.SIGNUPS, "signup-service", "signups"),
    RUN(Topics.RUNS, "profile-consumer", "runs");

    private final GroupTopics topics;
    private final String plural;

    RecordKind(Topic topic, String group, String plural) {
        this.topics = new GroupTopics(topic, group);
        this.plural = plural;
    }

    public GroupTopics topics() {
        return topics;
    }

    @Override
    public String toString() {
        return plural;
    }
}
