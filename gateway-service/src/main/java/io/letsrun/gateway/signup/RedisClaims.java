package io.letsrun.gateway.signup;

import io.lettuce.core.SetArgs;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.letsrun.contracts.signup.EmailClaim;
import io.letsrun.gateway.redis.Redis;
import io.letsrun.gateway.redis.Script;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import reactor.core.publisher.Mono;

/** SignupClaims in Redis, nearly always in one round trip each; and from memory while Redis does not say. */
final class RedisClaims implements SignupClaims {

    /** A claim that signup-service has confirmed reads otherwise. */
    private static final Script RELEASE = Script.of("""
            if redis.call('GET', KEYS[1]) == ARGV[1] then
              redis.call('DEL', KEYS[1])
            end
            return nil
            """);

    private static final CompletionStage<byte[]> NOTHING = CompletableFuture.completedFuture(null);
    private static final Duration BOUND = Duration.ofHours(24);

    private final Redis redis;
    private final RecentClaims recent;

    RedisClaims(Redis redis, RecentClaims recent) {
        this.redis = redis;
        this.recent = recent;
    }

    @Override
    public Mono<Claim> address(String emailKey, UUID userId) {
        String name = EmailClaim.key(emailKey);
        EmailClaim mine = EmailClaim.provisional(userId);
        return held(name, mine, EmailClaim.PROVISIONAL)
                .<Claim>map(held -> remembered(name, held))
                .switchIfEmpty(Mono.fromSupplier(() -> granted(name, mine)))
                .onErrorResume(away -> Mono.fromSupplier(() -> withoutRedis(name, mine)));
    }

    /** A binding is never given back: what this gateway remembers of it holds though Redis may have lost it. */
    @Override
    public Mono<Claim> key(String binding, UUID userId) {
        EmailClaim mine = EmailClaim.provisional(userId);
        return held(binding, mine, BOUND)
                .<Claim>map(held -> remembered(binding, held))
                .switchIfEmpty(Mono.fromSupplier(() ->
                        withoutRedis(binding, mine) instanceof Claim.Held held ? held : new Claim.Granted()))
                .onErrorResume(away -> Mono.fromSupplier(() -> withoutRedis(binding, mine)));
    }

    private Mono<EmailClaim> held(String name, EmailClaim mine, Duration lifetime) {
        SetArgs ifAbsent = SetArgs.Builder.nx().ex(lifetime);
        return redis.ask(commands -> held(commands, name, utf8(mine.value()), ifAbsent))
                .map(held -> EmailClaim.parse(new String(held, StandardCharsets.UTF_8)));
    }

    /**
     * Gives what was there before; claims if nothing was. A command for the many that are fresh and another for the few that
     * are not cost Redis a third of a script for each. What was there may be gone by then: it is claimed once more.
     */
    private static CompletionStage<byte[]> held(
            RedisAsyncCommands<String, byte[]> commands, String name, byte[] mine, SetArgs ifAbsent) {
        return commands.set(name, mine, ifAbsent)
                .thenCompose(claimed -> claimed != null
                        ? NOTHING
                        : commands.get(name)
                                .thenCompose(there -> there == null
                                        ? held(commands, name, mine, ifAbsent)
                                        : CompletableFuture.completedFuture(there)));
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

    /** Best effort: the claim ends by itself in an hour. */
    @Override
    public Mono<Void> release(String emailKey, UUID userId) {
        EmailClaim mine = EmailClaim.provisional(userId);
        String name = EmailClaim.key(emailKey);
        recent.release(name, mine);
        return redis.ask(RELEASE.on(name, utf8(mine.value()))).onErrorComplete().then();
    }

    @Override
    public Mono<Void> expire(String binding, Instant end) {
        return redis.ask(commands -> commands.expireat(binding, end)).onErrorComplete().then();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
