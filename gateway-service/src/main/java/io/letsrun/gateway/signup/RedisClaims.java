package io.letsrun.gateway.signup;

import io.letsrun.contracts.signup.EmailClaim;
import io.letsrun.gateway.redis.Redis;
import io.letsrun.gateway.redis.Script;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Claims in Redis, provisionally, in one round trip; and from memory while Redis does not say. */
final class RedisClaims implements Claims {

    /** Gives what was there before; claims if nothing was. */
    private static final Script CLAIM = Script.of("""
            local held = redis.call('GET', KEYS[1])
            if not held then redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2]) end
            return held
            """);

    /** A claim that signup-service has confirmed meanwhile reads the same, but lives longer than a provisional one can. */
    private static final Script RELEASE = Script.of("""
            if redis.call('GET', KEYS[1]) == ARGV[1] and redis.call('TTL', KEYS[1]) <= tonumber(ARGV[2]) then
              redis.call('DEL', KEYS[1])
            end
            return nil
            """);

    private static final byte[] PROVISIONAL = utf8(Long.toString(EmailClaim.PROVISIONAL.toSeconds()));

    private final Redis redis;
    private final RecentClaims recent;
    private final ClaimTally tally;

    RedisClaims(Redis redis, RecentClaims recent, ClaimTally tally) {
        this.redis = redis;
        this.recent = recent;
        this.tally = tally;
    }

    @Override
    public Mono<Claim> claim(String emailKey, UUID userId, @Nullable String idempotencyKeyHash) {
        EmailClaim mine = new EmailClaim(userId, idempotencyKeyHash);
        String key = EmailClaim.key(emailKey);
        return redis.ask(CLAIM.on(key, utf8(mine.value()), PROVISIONAL))
                .map(held -> EmailClaim.parse(new String(held, StandardCharsets.UTF_8)))
                .doOnNext(held -> recent.remember(key, held))
                .map(held -> compared(held, mine))
                .switchIfEmpty(Mono.fromSupplier(() -> fresh(key, mine)))
                .onErrorResume(away -> Mono.fromSupplier(() -> withoutRedis(key, mine)))
                .doOnNext(tally::count);
    }

    private Claim fresh(String key, EmailClaim mine) {
        recent.remember(key, mine);
        return new Claim.Fresh(mine.userId());
    }

    private Claim withoutRedis(String key, EmailClaim mine) {
        EmailClaim held = recent.claim(key, mine);
        return held == null ? new Claim.Undecided(mine.userId()) : compared(held, mine);
    }

    private static Claim compared(EmailClaim held, EmailClaim mine) {
        String hash = held.idempotencyKeyHash();
        return hash != null && hash.equals(mine.idempotencyKeyHash())
                ? new Claim.Repeated(held.userId())
                : new Claim.Taken();
    }

    /** Best effort: the claim ends by itself in an hour. */
    @Override
    public Mono<Void> release(String emailKey, UUID userId) {
        EmailClaim mine = new EmailClaim(userId, null);
        String key = EmailClaim.key(emailKey);
        recent.release(key, mine);
        return redis.ask(RELEASE.on(key, utf8(mine.value()), PROVISIONAL))
                .onErrorComplete()
                .then();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
