package io.letsrun.gateway.read;

import io.letsrun.edge.cache.CachedAnswer;
import io.letsrun.edge.problem.Problem;
import io.letsrun.gateway.upstream.WholeReply;

/** How a read is answered. */
sealed interface ReadOutcome {

    /** The client has it already. */
    record NotModified(CachedAnswer.Head head) implements ReadOutcome {}

    record Answer(CachedAnswer answer) implements ReadOutcome {}

    /** There was nothing to read for this very request. */
    record Missing(Problem problem) implements ReadOutcome {}

    /** As the service answered this very request: a problem, or something that must not be kept. */
    record Passed(WholeReply reply) implements ReadOutcome {}

    /** The client has to be answered by a request of its own. */
    record Alone() implements ReadOutcome {}
}
