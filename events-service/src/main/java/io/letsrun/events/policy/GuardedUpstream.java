package io.letsrun.events.policy;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.letsrun.events.upstream.AddOutcome;
import io.letsrun.events.upstream.AddOutcome.InDoubt;
import io.letsrun.events.upstream.AddOutcome.Invalid;
import io.letsrun.events.upstream.AddOutcome.Refused;
import io.letsrun.events.upstream.AddOutcome.Stored;
import io.letsrun.events.upstream.EventsUpstream;
import io.letsrun.events.upstream.EventsUpstreamProperties;
import io.letsrun.events.upstream.MissingReason;
import io.letsrun.events.upstream.RequestDelivery;
import io.letsrun.events.upstream.Requester;
import io.letsrun.events.upstream.UpstreamClient;
import io.letsrun.events.upstream.UpstreamClient.Attempt;
import io.letsrun.events.upstream.UpstreamEvent;
import io.letsrun.events.upstream.UpstreamFailure;
import io.letsrun.events.upstream.UpstreamFailure.Kind;
import io.letsrun.events.upstream.UpstreamList;
import io.letsrun.events.upstream.UpstreamOperation;
import io.letsrun.events.upstream.UpstreamUser;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The upstream behind its policies: one set of slots and one budget of retries for all operations, a breaker for each. Says
 * which calls may be made again.
 */
final class GuardedUpstream implements EventsUpstream {

    private static final double RETRIES = 0.1; // for each call

    private static final Predicate<UpstreamFailure> MAY_PASS =
            failure -> failure.kind() == Kind.PASSING || failure.kind() == Kind.NOT_SENT;

    private final UpstreamClient client;
    private final boolean honoursIdempotencyKeys;
    private final UpstreamMetrics metrics;
    private final FairBulkhead slots;
    private final Map<UpstreamOperation, CallPolicy> policies = new EnumMap<>(UpstreamOperation.class);

    /** @param random draws from 0 to 1 */
    GuardedUpstream(
            UpstreamClient client,
            EventsUpstreamProperties properties,
            CircuitBreakerRegistry registry,
            Clock clock,
            DoubleSupplier random,
            MeterRegistry meters,
            ObservationRegistry observations) {
        this.client = client;
        this.honoursIdempotencyKeys = properties.honoursIdempotencyKeys();
        this.metrics = new UpstreamMetrics(meters);
        this.slots = new FairBulkhead(properties.slots(), properties.waiting(), metrics::waited, Schedulers.parallel());
        EventsUpstreamProperties.Retries retry = properties.retry();
        RetryBudget budget = new RetryBudget(RETRIES, Math.max(1, retry.reserve()), retry.reserve());
        metrics.watch(slots, budget);
        CallObservations observed = new CallObservations(observations);
        for (UpstreamOperation operation : UpstreamOperation.values()) {
            policies.put(
                    operation,
                    new CallPolicy(
                            operation,
                            slots,
                            new OperationBreaker(operation.label(), properties.breaker(), registry, clock),
                            limit(operation, properties),
                            retry,
                            budget,
                            random,
                            observed,
                            metrics));
        }
    }

    private static Duration limit(UpstreamOperation operation, EventsUpstreamProperties properties) {
        return switch (operation) {
            case USER, EVENT, ADD -> properties.callLimit();
            case USERS, EVENTS -> properties.listLimit();
        };
    }

    @Override
    public Mono<Optional<UpstreamUser>> user(String id, Requester requester) {
        return read(UpstreamOperation.USER, requester, attempt -> client.user(id, attempt));
    }

    @Override
    public Mono<Optional<UpstreamEvent>> event(String id, Requester requester) {
        return read(UpstreamOperation.EVENT, requester, attempt -> client.event(id, attempt));
    }

    @Override
    public Mono<Optional<UpstreamList<UpstreamUser>>> users(Requester requester) {
        return read(UpstreamOperation.USERS, requester, client::users);
    }

    @Override
    public Mono<Optional<UpstreamList<UpstreamEvent>>> events(Requester requester) {
        return read(UpstreamOperation.EVENTS, requester, client::events);
    }

    /** Sends again what was sent only where the upstream recognises a repetition. */
    @Override
    public Mono<AddOutcome> add(UpstreamEvent.Draft event, @Nullable String idempotencyKey, Requester requester) {
        return Mono.defer(() -> {
            RequestDelivery delivery = new RequestDelivery();
            boolean known = honoursIdempotencyKeys && idempotencyKey != null;
            Predicate<UpstreamFailure> repeatable = failure -> MAY_PASS.test(failure) && (known || !delivery.wasSent());
            return policy(UpstreamOperation.ADD)
                    .around(requester, delivery, repeatable, attempt -> client.add(event, idempotencyKey, attempt))
                    .onErrorResume(UpstreamFailure.class, failure -> Mono.just(outcome(failure, delivery)))
                    .map(added -> added instanceof Invalid && delivery.isInDoubt()
                            ? new InDoubt(MissingReason.FAILED)
                            : added)
                    .doOnNext(added -> metrics.ended(UpstreamOperation.ADD, fate(added)));
        });
    }

    private static AddOutcome outcome(UpstreamFailure failure, RequestDelivery delivery) {
        return delivery.isInDoubt()
                ? new InDoubt(failure.reason())
                : new Refused(failure.reason(), failure.retryAfter());
    }

    private <T> Mono<Optional<T>> read(
            UpstreamOperation operation, Requester requester, Function<Attempt, Mono<Optional<T>>> exchange) {
        return policy(operation)
                .around(requester, new RequestDelivery(), MAY_PASS, exchange)
                .doOnNext(found -> metrics.ended(operation, found.isPresent() ? "found" : "unknown"))
                .doOnError(
                        UpstreamFailure.class,
                        failure -> metrics.ended(operation, failure.reason().label()));
    }

    private CallPolicy policy(UpstreamOperation operation) {
        return Objects.requireNonNull(policies.get(operation));
    }

    private static String fate(AddOutcome added) {
        return switch (added) {
            case Stored stored -> "stored";
            case Invalid invalid -> "invalid";
            case Refused refused -> refused.reason().label();
            case InDoubt doubt -> "in_doubt";
        };
    }

    Collection<OperationBreaker> breakers() {
        return policies.values().stream().map(CallPolicy::breaker).toList();
    }

    FairBulkhead slots() {
        return slots;
    }
}
