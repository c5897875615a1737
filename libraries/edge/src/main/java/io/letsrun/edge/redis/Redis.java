package io.letsrun.edge.redis;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.SetArgs;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The Redis commands of the services. Redis is a cache: every command may fail, and callers must work without it. A command that
 * was sent is never cancelled. Each command works on keys of one slot, as Redis Cluster requires.
 */
public final class Redis {

    private final Supplier<@Nullable RedisClusterAsyncCommands<String, byte[]>> connection;
    private final CircuitBreaker breaker;

    /** @param connection the commands of the caller's connection; null while there is none */
    public Redis(Supplier<@Nullable RedisClusterAsyncCommands<String, byte[]>> connection, CircuitBreaker breaker) {
        this.connection = connection;
        this.breaker = breaker;
    }

    /** Returns the key's value, or nothing. */
    public Mono<byte[]> get(String key) {
        return ask(commands -> commands.get(key));
    }

    /** Returns the values of the keys in their order, null for absent ones. A cluster client sends one command for each slot. */
    public Mono<List<byte @Nullable []>> getAll(String... keys) {
        return ask(commands -> commands.mget(keys)).map(Redis::values);
    }

    private static List<byte @Nullable []> values(List<KeyValue<String, byte[]>> found) {
        List<byte @Nullable []> values = new ArrayList<>(found.size());
        found.forEach(each -> values.add(each.hasValue() ? each.getValue() : null));
        return values;
    }

    /** Returns the values of the hash's fields in their order, null for absent ones. */
    public Mono<List<byte @Nullable []>> getFields(String key, String... fields) {
        return ask(commands -> commands.hmget(key, fields)).map(Redis::values);
    }

    /** Stores the value unless the key has one, and returns whether it was stored. */
    public Mono<Boolean> setIfAbsent(String key, byte[] value, Duration lifetime) {
        SetArgs absent = SetArgs.Builder.nx().px(lifetime);
        return ask(commands -> commands.set(key, value, absent).thenApply(Objects::nonNull));
    }

    /** Returns whether there is such a key; if so it expires at the end. */
    public Mono<Boolean> expireAt(String key, Instant end) {
        return ask(commands -> commands.expireat(key, end));
    }

    /** Runs the script on keys of one slot, and returns its answer, or nothing where it returns nil. */
    public Mono<byte[]> run(Script script, List<String> keys, byte[]... values) {
        return ask(commands -> script.run(commands, keys, values));
    }

    /** Stores all values for the lifetime, in whole seconds; fails when one of them may be missing. */
    public Mono<Void> putAll(Map<String, byte[]> values, Duration lifetime) {
        return ask(commands -> BulkWrite.of(values, lifetime).send(commands));
    }

    /** Stores the value without waiting; it is lost when Redis is away. */
    public void put(String key, byte[] value, Duration lifetime) {
        send(commands -> commands.psetex(key, lifetime.toMillis(), value));
    }

    /** Removes the keys, with one command for each slot; fails when one of them may be left. */
    public Mono<Void> removeAll(Collection<String> keys) {
        return ask(commands -> CompletableFuture.allOf(
                keys.stream().collect(Collectors.groupingBy(SlotHash::getSlot)).values().stream()
                        .map(slot -> commands.del(slot.toArray(String[]::new)).toCompletableFuture())
                        .toArray(CompletableFuture<?>[]::new)));
    }

    /** Removes the key without waiting; it stays when Redis is away. */
    public void remove(String key) {
        send(commands -> commands.del(key));
    }

    <T> Mono<T> ask(Function<RedisClusterAsyncCommands<String, byte[]>, ? extends CompletionStage<T>> question) {
        return Mono.defer(() -> {
            CompletionStage<? extends T> answer = this.<T>send(question);
            return answer == null
                    ? Mono.error(new RedisUnavailable())
                    : Mono.fromFuture(answer.toCompletableFuture(), true);
        });
    }

    /** The breaker records an answer before it is returned, so that its permit is free for the next command. */
    private <T> @Nullable CompletionStage<? extends T> send(
            Function<RedisClusterAsyncCommands<String, byte[]>, ? extends CompletionStage<? extends T>> question) {
        RedisClusterAsyncCommands<String, byte[]> current = connection.get();
        if (current == null || !breaker.tryAcquirePermission()) {
            return null;
        }
        long start = System.nanoTime();
        try {
            return question.apply(current).whenComplete((value, failure) -> record(System.nanoTime() - start, failure));
        } catch (RuntimeException e) {
            breaker.releasePermission();
            throw e;
        }
    }

    /** An unknown script is no failure of Redis. */
    private void record(long nanos, @Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause == null || cause instanceof RedisNoScriptException) {
            breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
        } else {
            breaker.onError(nanos, TimeUnit.NANOSECONDS, cause);
        }
    }
}
