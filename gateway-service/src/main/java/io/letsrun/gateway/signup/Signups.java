package io.letsrun.gateway.signup;

import io.letsrun.contracts.event.Topics;
import io.letsrun.contracts.signup.SignupRequested;
import io.letsrun.gateway.publish.Publication;
import io.letsrun.gateway.publish.Publisher;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Takes signups: claims the address, and publishes. */
final class Signups {

    private final Claims claims;
    private final UserIds userIds;
    private final Publisher publisher;
    private final Clock clock;

    Signups(Claims claims, UserIds userIds, Publisher publisher, Clock clock) {
        this.claims = claims;
        this.userIds = userIds;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** What a signup is answered with. */
    sealed interface Outcome {

        record Accepted(UUID userId) implements Outcome {}

        record EmailTaken() implements Outcome {}

        record Unavailable(String detail) implements Outcome {}
    }

    Mono<Outcome> take(SignupForm form, @Nullable String idempotencyKeyHash, @Nullable String traceParent) {
        Application application = new Application(form, idempotencyKeyHash, traceParent);
        String emailKey = form.email().key();
        return claims.claim(emailKey, userIds.of(emailKey, idempotencyKeyHash), idempotencyKeyHash)
                .flatMap(claim -> act(claim, application));
    }

    /** A repetition is published again: its first attempt may have died before the brokers had it. */
    private Mono<Outcome> act(Claim claim, Application application) {
        return switch (claim) {
            case Claim.Fresh fresh ->
                publish(application, fresh.userId()).flatMap(outcome -> settle(outcome, application, fresh.userId()));
            case Claim.Repeated repeated -> publish(application, repeated.userId());
            case Claim.Undecided undecided ->
                publish(application, undecided.userId())
                        .flatMap(outcome -> settle(outcome, application, undecided.userId()));
            case Claim.Taken unused -> Mono.just(new Outcome.EmailTaken());
        };
    }

    private Mono<Outcome> publish(Application application, UUID userId) {
        SignupRequested event = application.form().requested(userId, application.idempotencyKeyHash(), clock.instant());
        return publisher
                .publish(Topics.SIGNUPS, event, application.traceParent())
                .map(publication -> switch (publication) {
                    case Publication.Acknowledged unused -> new Outcome.Accepted(userId);
                    case Publication.Unavailable unavailable -> new Outcome.Unavailable(unavailable.detail());
                });
    }

    /** Without a key its repetition would not be known as one, and be told that the address is taken: by itself. */
    private Mono<Outcome> settle(Outcome outcome, Application application, UUID userId) {
        return outcome instanceof Outcome.Unavailable && application.idempotencyKeyHash() == null
                ? claims.release(application.form().email().key(), userId).thenReturn(outcome)
                : Mono.just(outcome);
    }

    private record Application(
            SignupForm form,
            @Nullable String idempotencyKeyHash,
            @Nullable String traceParent) {}
}
