package io.letsrun.gateway.signup;

import io.letsrun.contracts.signup.EmailClaim;
import io.letsrun.edge.redis.Redis;
import io.letsrun.edge.redis.Script;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Claims in Redis, nearly always in one round trip; in memory while Redis is away. */
@Component
record RedisClaims(Redis redis, RecentClaims recent) implements SignupClaims {

    /** Keeps a claim that signup-service has confirmed, since it has another value. */
    private static final Script RELEASE = Script.of("""
            if redis.call('GET', KEYS[1]) == ARGV[1] then
              redis.call('DEL', KEYS[1])
            end
            return nil
            """);

    private static final Duration BOUND = Duration.ofHours(24);

    @Override
    public Mono<Claim> address(String emailKey, UUID userId) {
        String name = EmailClaim.key(emailKey);
        EmailClaim mine = EmailClaim.provisional(userId);
        return held(name, mine, EmailClaim.PROVISIONAL)
                .<Claim>map(held -> remembered(name, held))
                .switchIfEmpty(Mono.fromSupplier(() -> granted(name, mine)))
                .onErrorResume(away -> Mono.fromSupplier(() -> withoutRedis(name, mine)));
    }

    /** A binding is never released, so what this gateway remembers is valid even when Redis has lost it. */
    @Override
    public Mono<Claim> key(String binding, UUID userId) {
        EmailClaim mine = EmailClaim.provisional(userId);
        return held(binding, mine, BOUND)
                .<Claim>map(held -> remembered(binding, held))
                .switchIfEmpty(Mono.fromSupplier(
                        () -> withoutRedis(binding, mine) instanceof Claim.Held held ? held : new Claim.Granted()))
                .onErrorResume(away -> Mono.fromSupplier(() -> withoutRedis(binding, mine)));
    }

    private Mono<EmailClaim> held(String name, EmailClaim mine, Duration lifetime) {
        return held(name, utf8(mine.value()), lifetime)
                .map(held -> EmailClaim.parse(new String(held, StandardCharsets.UTF_8)));
    }

    /**
     * Returns the existing claim; if there is none, claims. Two commands, of which the second is rare, cost Redis a third of a
     * script. A claim that expires between them is claimed again.
     */
    private Mono<byte[]> held(String name, byte[] mine, Duration lifetime) {
        return redis.setIfAbsent(name, mine, lifetime)
                .flatMap(claimed -> claimed
                        ? Mono.empty()
                        : redis.get(name).switchIfEmpty(Mono.defer(() -> held(name, mine, lifetime))));
    }

    private Claim remembered(String name, EmailClaim held) {
        recent.remember(name, held);
        return new Claim.Held(held);
    }

    private Claim granted(String name, EmailClaim mine) {
        recent.remember(name, mine);
        return new Claim.Granted();
    }

    private Claim withoutRedis(String name, EmailClaim mine) {
        EmailClaim held = recent.claim(name, mine);
        return held == null ? new Claim.Undecided() : new Claim.Held(held);
    }

    /** Best effort: the claim expires in an hour. */
    @Override
    public Mono<Void> release(String emailKey, UUID userId) {
        EmailClaim mine = EmailClaim.provisional(userId);
        String name = EmailClaim.key(emailKey);
        recent.release(name, mine);
        return redis.run(RELEASE, List.of(name), utf8(mine.value()))
                .onErrorComplete()
                .then();
    }

    @Override
    public Mono<Void> expire(String binding, Instant end) {
        return redis.expireAt(binding, end).onErrorComplete().then();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
