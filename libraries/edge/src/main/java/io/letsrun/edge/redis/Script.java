package io.letsrun.edge.redis;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * A Lua script, called by its digest; Redis gets its text only when it does not know it.
 *
 * @param digest SHA-1 of the text, as Redis names scripts
 */
public record Script(String text, String digest) {

    public static Script of(String text) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            return new Script(text, HexFormat.of().formatHex(sha1.digest(text.getBytes(StandardCharsets.UTF_8))));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-1", e);
        }
    }

    /**
     * Returns the answer, which is null where the script returns nil.
     *
     * @throws IllegalArgumentException when the keys are not of one slot of a Redis Cluster
     */
    CompletionStage<byte[]> run(RedisClusterAsyncCommands<String, byte[]> redis, List<String> keys, byte[]... values) {
        if (keys.stream().map(SlotHash::getSlot).distinct().count() != 1) {
            throw new IllegalArgumentException("a script works on the keys of one slot");
        }
        String[] names = keys.toArray(String[]::new);
        return redis.<byte[]>evalsha(digest, ScriptOutputType.VALUE, names, values)
                .exceptionallyCompose(failure -> cause(failure) instanceof RedisNoScriptException
                        ? redis.eval(text, ScriptOutputType.VALUE, names, values)
                        : CompletableFuture.failedFuture(failure));
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
