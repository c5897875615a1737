package io.letsrun.events.redis;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.letsrun.edge.redis.Redis;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.cluster.PipelinedRedisFuture;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A Redis that answers each command with the next of some answers. */
public final class ScriptedRedis {

    /** Redis has none. */
    public static final Object NIL = new Object();

    private final Deque<Object> answers;
    private final Deque<CompletableFuture<@Nullable Object>> asked = new ArrayDeque<>();

    /** @param answers each {@link #NIL}, an exception, or what the command returns */
    public ScriptedRedis(Object... answers) {
        this.answers = new ArrayDeque<>(Arrays.asList(answers));
    }

    public Redis redis(CircuitBreaker breaker) {
        @SuppressWarnings("unchecked")
        RedisAsyncCommands<String, byte[]> commands = (RedisAsyncCommands<String, byte[]>) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {RedisAsyncCommands.class},
                (proxy, method, arguments) -> ask());
        return new Redis(() -> commands, breaker);
    }

    private PipelinedRedisFuture<@Nullable Object> ask() {
        CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();
        asked.add(answer);
        return new PipelinedRedisFuture<>(answer);
    }

    /** Answers the commands that were asked so far, and those that follow from the answers. */
    public void answer() {
        while (!asked.isEmpty()) {
            CompletableFuture<@Nullable Object> next = asked.remove();
            Object answer = answers.remove();
            if (answer instanceof Exception failure) {
                next.completeExceptionally(failure);
            } else {
                next.complete(answer == NIL ? null : answer);
            }
        }
    }
}
