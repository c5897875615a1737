package io.letsrun.gateway.redis;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * A Lua script that reads or writes one key, sent by its digest and in full only to a Redis that has not seen it.
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

    /** Returns the question to ask Redis; its answer is null where the script returns nil. */
    public Function<RedisAsyncCommands<String, byte[]>, CompletionStage<byte[]>> on(String key, byte[]... values) {
        String[] keys = {key};
        return redis -> redis.<byte[]>evalsha(digest, ScriptOutputType.VALUE, keys, values)
                .exceptionallyCompose(failure -> cause(failure) instanceof RedisNoScriptException
                        ? redis.eval(text, ScriptOutputType.VALUE, keys, values)
                        : CompletableFuture.failedFuture(failure));
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
