package io.letsrun.events.adding;

import io.letsrun.contracts.Sha256;
import io.letsrun.edge.cache.AnswerInvalidation;
import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.ProblemKind;
import io.letsrun.edge.problem.Refused;
import io.letsrun.events.adding.IdempotencyKeys.KeyClaim;
import io.letsrun.events.cache.Lookup.Missing;
import io.letsrun.events.cache.UpstreamCaches;
import io.letsrun.events.upstream.AddOutcome;
import io.letsrun.events.upstream.EventsUpstream;
import io.letsrun.events.upstream.Requester;
import io.letsrun.events.upstream.UpstreamEvent;
import io.letsrun.events.upstream.UpstreamUser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Adds events to the upstream: each at most once for a key, and never twice in the dark. */
@Component
record EventAdder(
        EventsUpstream upstream, UpstreamCaches caches, IdempotencyKeys keys, AnswerInvalidation cachedAnswers) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * Returns the event that the upstream has; fails as {@link Refused}. It goes on when the client goes away: an event that
     * is cut short is in doubt, and its key with it.
     *
     * @param key by which the client's repetitions are known; null for none
     */
    Mono<UpstreamEvent> add(UpstreamEvent.Draft event, @Nullable String key, Duration patience) {
        Mono<UpstreamEvent> added = key == null ? send(event, null, patience) : once(event, key, patience);
        return Mono.deferContextual(
                context -> Mono.fromFuture(added.contextWrite(context).toFuture(), true));
    }

    private Mono<UpstreamEvent> once(UpstreamEvent.Draft event, String key, Duration patience) {
        String own = Sha256.hex(event.userId() + ' ' + key);
        String fingerprint = Sha256.hex(JSON.writeValueAsString(event));
        return keys.claim(own, fingerprint).flatMap(claim -> switch (claim) {
            case KeyClaim.Ours ours ->
                send(event, key, patience)
                        .doOnNext(stored -> keys.settle(own, fingerprint, stored))
                        .doOnError(failure -> fail(own, fingerprint, failure));
            case KeyClaim.Settled settled -> Mono.just(settled.event());
            case KeyClaim.UnderWay underWay -> Mono.error(underWay());
            case KeyClaim.Doubtful doubtful -> Mono.error(inDoubt());
            case KeyClaim.OtherEvent other ->
                Mono.error(Problem.idempotencyKeyReused().refused());
        });
    }

    /** Only what was certainly not stored may be sent again under its key. */
    private void fail(String key, String fingerprint, Throwable failure) {
        if (failure instanceof Refused refused && refused.problem().kind() != ProblemKind.IN_DOUBT) {
            keys.release(key);
        } else {
            keys.doubt(key, fingerprint);
        }
    }

    private Mono<UpstreamEvent> send(UpstreamEvent.Draft event, @Nullable String key, Duration patience) {
        return upstream.add(event, key, Requester.within(patience)).flatMap(added -> switch (added) {
            case AddOutcome.Stored stored -> kept(event.userId(), stored.event());
            case AddOutcome.Refused refused ->
                Mono.error(Missing.refused("The upstream takes no events now.", refused.retryAfter()));
            case AddOutcome.Invalid invalid ->
                Mono.error(Refused.invalid("", "refused-upstream", "is refused by the upstream"));
            case AddOutcome.InDoubt doubt -> {
                caches.users().forget(event.userId()); // the next look shall tell
                yield invalidate(event.userId()).then(Mono.error(inDoubt()));
            }
        });
    }

    private static Refused underWay() {
        return Problem.of(ProblemKind.CONFLICT, "An event with this key is being added.")
                .retryAfter(Duration.ofSeconds(1))
                .refused();
    }

    private static Refused inDoubt() {
        return Problem.of(
                        ProblemKind.IN_DOUBT,
                        "The event may have been added, or not; look at the list before you send it again.")
                .refused();
    }

    /** So that the user's next look shows it, without another question to the upstream. */
    private Mono<UpstreamEvent> kept(String userId, UpstreamEvent event) {
        caches.events().put(event.id(), event);
        caches.users().change(userId, user -> with(user, event.id()));
        return invalidate(userId).thenReturn(event);
    }

    private Mono<Void> invalidate(String userId) {
        return cachedAnswers.invalidate(Set.of(UUID.fromString(userId)));
    }

    private static UpstreamUser with(UpstreamUser user, String eventId) {
        if (user.events().contains(eventId)) {
            return user;
        }
        List<String> events = new ArrayList<>(user.events());
        events.add(eventId);
        return new UpstreamUser(user.id(), user.userName(), events, user.unreadable());
    }
}
