package io.letsrun.gateway.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.letsrun.edge.http.Answers;
import io.letsrun.edge.problem.Problem;
import io.letsrun.gateway.form.DroppedValue;
import io.letsrun.gateway.http.RequestMetrics;
import io.letsrun.gateway.publish.Publication;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Answers a request about one run. */
@Component
record RunReceipts(RequestMetrics metrics) {

    RunReceipts {
        metrics.expectAccepted(RunEndpoint.KIND);
        metrics.expectAccepted(RunDeletionEndpoint.KIND);
        Answers.rehearse(new Accepted(new UUID(0, 0), "", List.of(new DroppedValue("", ""))));
    }

    /** @param dropped the optional values that were left out of the run */
    Mono<Void> answer(
            ServerWebExchange exchange, String kind, UUID runId, List<DroppedValue> dropped, Publication publication) {
        return switch (publication) {
            case Publication.Acknowledged unused -> {
                metrics.accepted(kind);
                yield Answers.json(exchange, HttpStatus.ACCEPTED, new Accepted(runId, "accepted", dropped));
            }
            case Publication.Unavailable unavailable ->
                Mono.error(Problem.unavailable(unavailable.detail()).refused());
        };
    }

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Accepted(UUID runId, String status, List<DroppedValue> dropped) {}
}
