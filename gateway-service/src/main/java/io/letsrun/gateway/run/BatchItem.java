package io.letsrun.gateway.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.letsrun.edge.problem.Problem;
import io.letsrun.gateway.form.DroppedValue;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The result of one run of a batch.
 *
 * @param runId null when the run was refused
 * @param status {@code accepted}, {@code refused} or {@code unavailable}
 * @param problem null when it was accepted
 * @param dropped the optional values that were left out of it
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record BatchItem(
        @Nullable UUID runId, String status, @Nullable Problem problem, List<DroppedValue> dropped) {

    static BatchItem accepted(UUID runId, List<DroppedValue> dropped) {
        return new BatchItem(runId, "accepted", null, dropped);
    }

    static BatchItem refused(Problem problem) {
        return new BatchItem(null, "refused", problem, List.of());
    }

    static BatchItem unavailable(UUID runId, Problem problem) {
        return new BatchItem(runId, "unavailable", problem, List.of());
    }
}
