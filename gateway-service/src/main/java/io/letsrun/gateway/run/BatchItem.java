package io.letsrun.gateway.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.letsrun.edge.problem.Problem;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of one run of a batch.
 *
 * @param runId null when the run was refused
 * @param status {@code accepted}, {@code refused} or {@code unavailable}
 * @param problem why it was not accepted; null when it was
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BatchItem(
        @Nullable UUID runId, String status, @Nullable Problem problem) {

    static BatchItem accepted(UUID runId) {
        return new BatchItem(runId, "accepted", null);
    }

    static BatchItem refused(Problem problem) {
        return new BatchItem(null, "refused", problem);
    }

    static BatchItem unavailable(UUID runId, Problem problem) {
        return new BatchItem(runId, "unavailable", problem);
    }
}
