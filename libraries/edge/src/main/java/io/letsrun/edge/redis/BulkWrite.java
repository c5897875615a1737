package io.letsrun.edge.redis;

import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Writes many values with few scripts, each on keys of one slot. One command for each key would cost the caller more, and one
 * script for all would block other clients.
 */
record BulkWrite(List<List<String>> keys, Map<String, byte[]> values, byte[] lifetime) {

    private static final int MAX_KEYS = 500;
    private static final Script SET_ALL = Script.of("""
            for i = 1, #KEYS do
              redis.call('SETEX', KEYS[i], ARGV[1], ARGV[i + 1])
            end
            return nil
            """);

    static BulkWrite of(Map<String, byte[]> values, Duration lifetime) {
        List<List<String>> keys = new ArrayList<>();
        values.keySet().stream()
                .collect(Collectors.groupingBy(SlotHash::getSlot))
                .values()
                .forEach(slot -> {
                    for (int from = 0; from < slot.size(); from += MAX_KEYS) {
                        keys.add(slot.subList(from, Math.min(slot.size(), from + MAX_KEYS)));
                    }
                });
        return new BulkWrite(keys, values, Long.toString(lifetime.toSeconds()).getBytes(StandardCharsets.US_ASCII));
    }

    CompletableFuture<Void> send(RedisClusterAsyncCommands<String, byte[]> commands) {
        return CompletableFuture.allOf(keys.stream()
                .map(some -> SET_ALL.run(commands, some, arguments(some)).toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new));
    }

    private byte[][] arguments(List<String> some) {
        byte[][] arguments = new byte[some.size() + 1][];
        arguments[0] = lifetime;
        for (int i = 0; i < some.size(); i++) {
            arguments[i + 1] = values.get(some.get(i));
        }
        return arguments;
    }
}
