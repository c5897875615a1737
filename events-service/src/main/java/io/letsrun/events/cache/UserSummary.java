package io.letsrun.events.cache;

import io.letsrun.events.upstream.UpstreamUser;

/** A user in the list of all of them, where the ids of everybody's events would be too much. */
public record UserSummary(String id, String userName, int eventCount) {

    static UserSummary of(UpstreamUser user) {
        return new UserSummary(user.id(), user.userName(), user.events().size());
    }
}
