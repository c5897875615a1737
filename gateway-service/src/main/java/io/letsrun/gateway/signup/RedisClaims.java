package io.letsrun.gateway.signup;

import io.letsrun.contracts.signup.EmailClaim;
import io.letsrun.gateway.redis.Redis;
import io.letsrun.gateway.redis.Script;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Claims in Redis, provisionally, nearly always in one round trip; and from memory while Redis does not say. */
final class RedisClaims implements Claims {

    /** A claim that signup-service has confirmed meanwhile reads the same, but lives longer than a provisional one can. */
    private static final Script RELEASE = Script.of("""
            if redis.call('GET', KEYS[1]) == ARGV[1] and redis.call('TTL', KEYS[1]) <= tonumber(ARGV[2]) then
              redis.call('DEL', KEYS[1])
            end
            return nil
            """);

    private static final CompletionStage<byte[]> NOTHING = CompletableFuture.completedFuture(null);
    private static final byte[] PROVISIONAL = utf8(Long.toString(EmailClaim.PROVISIONAL.toSeconds()));

    private final Redis redis;
    private final RecentClaims recent;
    private final ClaimMetrics metrics;

    RedisClaims(Redis redis, RecentClaims recent, ClaimMetrics metrics) {
        this.redis = redis;
        this.recent = recent;
        this.metrics = metrics;
    }

    @Override
    public Mono<Claim> claim(String emailKey, UUID userId, @Nullable String idempotencyKeyHash) {
        EmailClaim mine = new EmailClaim(userId, idempotencyKeyHash);
        String key = EmailClaim.key(emailKey);
        return redis.ask(commands -> held(commands, key, utf8(mine.value())))
                .map(held -> EmailClaim.parse(new String(held, StandardCharsets.UTF_8)))
                .doOnNext(held -> recent.remember(key, held))
                .map(held -> compared(held, mine))
                .switchIfEmpty(Mono.fromSupplier(() -> fresh(key, mine)))
                .onErrorResume(away -> Mono.fromSupplier(() -> withoutRedis(key, mine)))
                .doOnNext(metrics::count);
    }

    /**
     * Gives what was there before; claims if nothing was. A command for the many that are fresh and another for the few that
     * are not cost Redis a third of a script for each. What was there may be gone by then: it is claimed once more.
     */
    private static CompletionStage<byte[]> held(RedisAsyncCommands<String, byte[]> commands, String key, byte[] mine) {
        return commands.set(key, mine, SetArgs.Builder.nx().ex(EmailClaim.PROVISIONAL))
                .thenCompose(claimed -> claimed != null
                        ? NOTHING
                        : commands.get(key)
                                .thenCompose(there -> there == null
                                        ? held(commands, key, mine)
                                        : CompletableFuture.completedFuture(there)));
    }

    private Claim fresh(String key, EmailClaim mine) {
        recent.remember(key, mine);
        return new Claim.Fresh(mine.userId());
    }

    private Claim withoutRedis(String key, EmailClaim mine) {
        EmailClaim held = recent.claim(key, mine);
        return held == null ? new Claim.Undecided(mine.userId()) : compared(held, mine);
    }

    /** What is there may be this very claim: a command that was under way when the connection broke is sent again. */
    private static Claim compared(EmailClaim held, EmailClaim mine) {
        String hash = held.idempotencyKeyHash();
        if (hash != null && hash.equals(mine.idempotencyKeyHash())) {
            return new Claim.Repeated(held.userId());
        }
        return held.equals(mine) ? new Claim.Fresh(mine.userId()) : new Claim.Taken();
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
