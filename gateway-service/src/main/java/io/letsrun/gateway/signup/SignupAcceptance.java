package io.letsrun.gateway.signup;

import io.letsrun.contracts.event.Topics;
import io.letsrun.contracts.signup.EmailClaim;
import io.letsrun.contracts.signup.SignupRequested;
import io.letsrun.contracts.signup.SignupStatus.State;
import io.letsrun.gateway.publish.Publication;
import io.letsrun.gateway.publish.Publisher;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Accepts signups: makes the user's id, claims the address, and publishes.
 *
 * <p>With an Idempotency-Key the id follows from key and body. An address that this id holds belongs to a repetition, which gets
 * the first answer again; an address of another id is taken.
 */
@Component
record SignupAcceptance(
        SignupClaims claims, UserIdGenerator userIds, Publisher publisher, ClaimMetrics metrics, Clock clock) {

    sealed interface Outcome {

        /** @param state active when this repeats a stored signup, else pending */
        record Accepted(UUID userId, State state) implements Outcome {}

        record EmailTaken() implements Outcome {}

        /** The Idempotency-Key came with another body before. */
        record KeyReused() implements Outcome {}

        record Unavailable(String detail) implements Outcome {}
    }

    Mono<Outcome> take(SignupForm form, @Nullable String idempotencyKey, @Nullable String traceParent) {
        if (idempotencyKey == null) {
            return claim(new Application(form, userIds.random(form), null, false, traceParent));
        }
        UserIdGenerator.Repeatable ids = userIds.of(idempotencyKey, form);
        UUID today = ids.today();
        return Mono.zip(
                        claims.key(ids.binding(), today),
                        claims.address(form.email().key(), today))
                .flatMap(both ->
                        keyed(new Application(form, today, ids, false, traceParent), both.getT1(), both.getT2()));
    }

    /** Key and address were claimed at once, in one round trip, as if the key were new: it nearly always is. */
    private Mono<Outcome> keyed(Application application, SignupClaims.Claim key, SignupClaims.Claim address) {
        return switch (key) {
            case SignupClaims.Claim.Held held -> again(application, held.by().userId(), address);
            case SignupClaims.Claim.Granted unused -> settle(application, address);
            case SignupClaims.Claim.Undecided unused -> settle(application, address);
        };
    }

    /** @param bound the user whom the key is bound to, for at most 24 hours */
    private Mono<Outcome> again(Application application, UUID bound, SignupClaims.Claim address) {
        UserIdGenerator.Repeatable ids = Objects.requireNonNull(application.ids());
        boolean first = bound.equals(application.userId());
        boolean others = address instanceof SignupClaims.Claim.Held held
                && !held.by().userId().equals(application.userId());
        if (first || (bound.equals(ids.yesterday()) && others)) {
            return settle(application.boundTo(bound), address);
        }
        Mono<Void> givenBack = others ? Mono.empty() : claims.release(application.emailKey(), application.userId());
        if (bound.equals(ids.yesterday())) {
            return givenBack.then(Mono.defer(() -> claim(application.boundTo(bound))));
        }
        metrics.keyReused.increment();
        return givenBack.thenReturn(new Outcome.KeyReused());
    }

    private Mono<Outcome> claim(Application application) {
        return claims.address(application.emailKey(), application.userId())
                .flatMap(claim -> settle(application, claim));
    }

    private Mono<Outcome> settle(Application application, SignupClaims.Claim address) {
        return switch (address) {
            case SignupClaims.Claim.Granted unused -> {
                metrics.fresh.increment();
                yield first(application);
            }
            case SignupClaims.Claim.Undecided unused -> {
                metrics.undecided.increment();
                yield first(application);
            }
            case SignupClaims.Claim.Held held -> held(held.by(), application);
        };
    }

    private Mono<Outcome> held(EmailClaim claim, Application application) {
        if (!claim.userId().equals(application.userId())) {
            metrics.taken.increment();
            return Mono.just(new Outcome.EmailTaken());
        }
        if (application.ids() == null) {
            metrics.fresh.increment(); // Lettuce sent the command again after a reconnect
            return first(application);
        }
        metrics.repeated.increment();
        return limitBinding(application.ids(), application).then(Mono.defer(() -> repeated(claim, application)));
    }

    /** A binding newer than the account would last longer than 24 hours after it. The account was created today, by its id. */
    private Mono<Void> limitBinding(UserIdGenerator.Repeatable ids, Application application) {
        return application.bound() ? Mono.empty() : claims.expire(ids.binding(), ids.midnight());
    }

    /** Publishes again what is not stored yet, because the first attempt may have failed. */
    private Mono<Outcome> repeated(EmailClaim claim, Application application) {
        return claim.confirmed()
                ? Mono.just(new Outcome.Accepted(application.userId(), State.ACTIVE))
                : publish(application);
    }

    /** Without a key a repetition is not recognised, so its claim must not stay. */
    private Mono<Outcome> first(Application application) {
        return publish(application)
                .flatMap(outcome -> outcome instanceof Outcome.Unavailable && application.ids() == null
                        ? claims.release(application.emailKey(), application.userId())
                                .thenReturn(outcome)
                        : Mono.just(outcome));
    }

    private Mono<Outcome> publish(Application application) {
        SignupRequested event = application.form().requested(application.userId(), clock.instant());
        return publisher
                .publish(Topics.SIGNUPS, event, application.traceParent())
                .map(publication -> switch (publication) {
                    case Publication.Acknowledged unused -> new Outcome.Accepted(application.userId(), State.PENDING);
                    case Publication.Unavailable unavailable -> new Outcome.Unavailable(unavailable.detail());
                });
    }

    /**
     * A signup in progress.
     *
     * @param ids null when the request has no Idempotency-Key
     * @param bound whether the key was bound to this user before
     */
    private record Application(
            SignupForm form,
            UUID userId,
            UserIdGenerator.@Nullable Repeatable ids,
            boolean bound,
            @Nullable String traceParent) {

        String emailKey() {
            return form.email().key();
        }

        Application boundTo(UUID user) {
            return new Application(form, user, ids, true, traceParent);
        }
    }
}
