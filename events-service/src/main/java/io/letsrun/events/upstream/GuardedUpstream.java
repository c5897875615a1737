package io.letsrun.events.upstream;

import io.letsrun.events.policy.Busy;
import io.letsrun.events.policy.Open;
import io.letsrun.events.upstream.AddOutcome.InDoubt;
import io.letsrun.events.upstream.AddOutcome.Refused;
import io.letsrun.events.upstream.Fetched.Missed;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The upstream behind its policies: says which calls may be made again, and turns every failure into a value. */
final class GuardedUpstream implements EventsUpstream {

    private static final Predicate<CallFailed> MAY_PASS = failure -> failure.kind() == CallFailed.Kind.PASSING;

    private final UpstreamClient client;
    private final Map<UpstreamOperation, Guard> guards;
    private final boolean honoursIdempotencyKeys;
    private final UpstreamMetrics tally;

    GuardedUpstream(
            UpstreamClient client,
            Map<UpstreamOperation, Guard> guards,
            boolean honoursIdempotencyKeys,
            UpstreamMetrics tally) {
        this.client = client;
        this.guards = guards;
        this.honoursIdempotencyKeys = honoursIdempotencyKeys;
        this.tally = tally;
    }

    @Override
    public Mono<Fetched<UpstreamUser>> user(String id, Requester asker) {
        return fetch(UpstreamOperation.USER, asker, attempt -> client.user(id, attempt));
    }

    @Override
    public Mono<Fetched<UpstreamEvent>> event(String id, Requester asker) {
        return fetch(UpstreamOperation.EVENT, asker, attempt -> client.event(id, attempt));
    }

    @Override
    public Mono<Fetched<List<UpstreamUser>>> users(Requester asker) {
        return fetch(UpstreamOperation.USERS, asker, client::users);
    }

    @Override
    public Mono<Fetched<List<UpstreamEvent>>> events(Requester asker) {
        return fetch(UpstreamOperation.EVENTS, asker, client::events);
    }

    /** What was sent is sent again only where the upstream can tell that it is the same. */
    @Override
    public Mono<AddOutcome> add(EventDraft event, @Nullable String idempotencyKey, Requester asker) {
        return Mono.defer(() -> {
            RequestDelivery delivery = new RequestDelivery();
            boolean known = honoursIdempotencyKeys && idempotencyKey != null;
            Predicate<CallFailed> repeatable = failure -> MAY_PASS.test(failure) && (known || !delivery.wasSent());
            return guard(UpstreamOperation.ADD)
                    .around(asker, delivery, repeatable, attempt -> client.add(event, idempotencyKey, attempt))
                    .onErrorResume(failure -> ending(
                            failure,
                            (reason, retryAfter) ->
                                    delivery.isInDoubt() ? new InDoubt(reason) : new Refused(reason, retryAfter)))
                    .map(added -> added instanceof AddOutcome.Invalid && delivery.isInDoubt()
                            ? new InDoubt(MissingReason.FAILED)
                            : added)
                    .doOnNext(added -> tally.ended(UpstreamOperation.ADD, fate(added)));
        });
    }

    private <T> Mono<Fetched<T>> fetch(
            UpstreamOperation operation, Requester asker, Function<Attempt, Mono<Fetched<T>>> exchange) {
        return guard(operation)
                .around(asker, new RequestDelivery(), MAY_PASS, exchange)
                .onErrorResume(failure -> ending(failure, Missed::new))
                .doOnNext(fetched -> tally.ended(operation, fate(fetched)));
    }

    private Guard guard(UpstreamOperation operation) {
        return Objects.requireNonNull(guards.get(operation));
    }

    /** What is none of these is a mistake of ours, and stays an error. */
    private static <T> Mono<T> ending(Throwable failure, Ending<T> ending) {
        return switch (failure) {
            case CallFailed failed -> Mono.just(ending.of(failed.reason(), null));
            case Open open -> Mono.just(ending.of(MissingReason.OPEN, open.retryAfter()));
            case Busy busy -> Mono.just(ending.of(MissingReason.BUSY, null));
            case DeadlinePassed late -> Mono.just(ending.of(MissingReason.DEADLINE, null));
            default -> Mono.error(failure);
        };
    }

    private static String fate(Fetched<?> fetched) {
        return switch (fetched) {
            case Fetched.Found<?> found -> "found";
            case Fetched.Unknown<?> unknown -> "unknown";
            case Missed<?> missed -> missed.reason().name().toLowerCase(Locale.ROOT);
        };
    }

    private static String fate(AddOutcome added) {
        return switch (added) {
            case AddOutcome.Stored stored -> "stored";
            case AddOutcome.Invalid invalid -> "invalid";
            case Refused refused -> refused.reason().name().toLowerCase(Locale.ROOT);
            case InDoubt doubt -> "in_doubt";
        };
    }

    private interface Ending<T> {

        T of(MissingReason reason, @Nullable Duration retryAfter);
    }
}
