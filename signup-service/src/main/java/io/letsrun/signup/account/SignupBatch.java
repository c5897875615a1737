package io.letsrun.signup.account;

import io.letsrun.contracts.signup.SignupRequested;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The requests of a batch, each user's once, in the order in which they came.
 *
 * @param requests the first of each user
 */
record SignupBatch(List<SignupRequested> requests) {

    static SignupBatch of(Collection<SignupRequested> events) {
        Map<UUID, SignupRequested> first = LinkedHashMap.newLinkedHashMap(events.size());
        for (SignupRequested event : events) {
            first.putIfAbsent(event.userId(), event);
        }
        return new SignupBatch(List.copyOf(first.values()));
    }

    /** Returns the requests, in their order, with what the statement has to know of each. */
    List<Candidate> candidates() {
        Set<String> seen = HashSet.newHashSet(requests.size());
        return requests.stream()
                .map(request -> new Candidate(request, seen.add(request.emailKey())))
                .toList();
    }

    /**
     * A request and whether it may win its address.
     *
     * @param firstForAddress whether it is the first of the batch for its address. Only that one claims it: a rival in the batch
     *     has lost already, and a statement cannot touch one row twice.
     */
    record Candidate(SignupRequested request, boolean firstForAddress) {}
}
