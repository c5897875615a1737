package io.letsrun.gateway.http;

import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.ProblemKind;
import io.letsrun.edge.problem.RefusalListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Counts accepted and refused requests, and times them. */
@Component
public final class RequestMetrics implements RefusalListener {

    private static final String KIND = RequestMetrics.class.getName() + ".kind";
    private static final String OTHER = "other";

    private static final List<ProblemKind> ALERTING =
            List.of(ProblemKind.TOO_MANY_REQUESTS, ProblemKind.INTERNAL, ProblemKind.UNAVAILABLE);

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(10)
    };

    private final MeterRegistry meters;
    private final Map<String, Counter> accepted = new ConcurrentHashMap<>();
    private final Map<String, Map<ProblemKind, Counter>> refused = new ConcurrentHashMap<>();
    private final Map<String, Map<Integer, Timer>> timers = new ConcurrentHashMap<>();

    RequestMetrics(MeterRegistry meters) {
        this.meters = meters;
        for (ProblemKind reason : ProblemKind.values()) {
            refusals(OTHER, reason);
        }
    }

    /** Registers the kind's refusals, and the statuses of alerts, so that the first one is an increase. */
    public void expect(String kind) {
        for (ProblemKind reason : ProblemKind.values()) {
            refusals(kind, reason);
        }
        ALERTING.forEach(problem -> timer(kind, problem.status()));
    }

    /** Registers the kind's acceptances. */
    public void expectAccepted(String kind) {
        acceptances(kind);
    }

    /** Notes the exchange's kind for refusals, and times it until its answer begins. */
    public void about(ServerWebExchange exchange, String kind) {
        exchange.getAttributes().put(KIND, kind);
        long start = System.nanoTime();
        exchange.getResponse().beforeCommit(() -> {
            HttpStatusCode status = exchange.getResponse().getStatusCode();
            timer(kind, status == null ? 200 : status.value()).record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            return Mono.empty();
        });
    }

    private Timer timer(String kind, int status) {
        return timers.computeIfAbsent(kind, absent -> new ConcurrentHashMap<>())
                .computeIfAbsent(
                        status,
                        absent -> Timer.builder("letsrun.gateway.requests")
                                .description("from the request's head to the answer's")
                                .tag("kind", kind)
                                .tag("status", Integer.toString(status))
                                .serviceLevelObjectives(BUCKETS)
                                .register(meters));
    }

    public void accepted(String kind) {
        Counter counter = accepted.get(kind);
        (counter == null ? acceptances(kind) : counter).increment();
    }

    private Counter acceptances(String kind) {
        return accepted.computeIfAbsent(
                kind,
                absent -> Counter.builder("letsrun.gateway.accepted")
                        .description("events the brokers acknowledged and the client was told of")
                        .tag("kind", kind)
                        .register(meters));
    }

    public void refused(String kind, ProblemKind reason) {
        refusals(kind, reason).increment();
    }

    private Counter refusals(String kind, ProblemKind reason) {
        return refused.computeIfAbsent(kind, absent -> new ConcurrentHashMap<>())
                .computeIfAbsent(reason, absent -> counter(kind, reason.slug()));
    }

    private Counter counter(String kind, String reason) {
        return Counter.builder("letsrun.gateway.refused")
                .description("requests, and items of batches, that were answered with a problem")
                .tag("kind", kind)
                .tag("reason", reason)
                .register(meters);
    }

    /** Registers the meters of requests that are refused before there is an exchange. */
    public RefusalMeters refusals(String kind, ProblemKind problem, String reason) {
        return new RefusalMeters(counter(kind, reason), timer(kind, problem.status()));
    }

    @Override
    public void refused(@Nullable ServerWebExchange exchange, Problem problem) {
        refused(exchange == null ? OTHER : (String) exchange.getAttributes().getOrDefault(KIND, OTHER), problem.kind());
    }

    public record RefusalMeters(Counter refused, Timer requests) {

        public void count(long nanos) {
            refused.increment();
            requests.record(nanos, TimeUnit.NANOSECONDS);
        }
    }
}
