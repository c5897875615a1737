package io.letsrun.contracts.run;

import io.letsrun.contracts.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * The id of a run: a UUIDv7 (RFC 9562, section 5.7) that anyone can recompute from what identifies the run to its phone.
 *
 * <p>The 48 bits of time are {@code startedAt} in milliseconds, so ids sort by the start of the run and a range of them is
 * a range of time. The 74 other bits are the leading bits of SHA-256 over the 16 bytes of the user's id, the 8 bytes of the
 * milliseconds (both big-endian) and the UTF-8 bytes of {@code clientRunId}.
 */
public final class RunId {

    private static final int VERSION = 7;

    private RunId() {}

    /**
     * Returns the id of the run.
     *
     * @param startedAt at or after 1970; what is finer than a millisecond is dropped
     */
    public static UUID of(UUID userId, String clientRunId, Instant startedAt) {
        long millis = startedAt.toEpochMilli();
        byte[] client = clientRunId.getBytes(StandardCharsets.UTF_8);
        ByteBuffer identity = ByteBuffer.allocate(24 + client.length)
                .putLong(userId.getMostSignificantBits())
                .putLong(userId.getLeastSignificantBits())
                .putLong(millis)
                .put(client);
        ByteBuffer hash = ByteBuffer.wrap(Sha256.of(identity.array()));
        return new UUID(first(millis) | (hash.getLong() >>> 52), variant(hash.getLong()));
    }

    /** Returns the start of the run of that id, in milliseconds. */
    public static Instant startedAt(UUID runId) {
        return Instant.ofEpochMilli(runId.getMostSignificantBits() >>> 16);
    }

    /** Returns whether this is a UUIDv7 at all. */
    public static boolean isWellFormed(UUID id) {
        return id.version() == VERSION && id.variant() == 2;
    }

    /** Returns the smallest UUIDv7 of that instant: an inclusive lower bound, and the exclusive upper one of what was before. */
    public static UUID lowest(Instant instant) {
        return new UUID(first(instant.toEpochMilli()), variant(0));
    }

    private static long first(long millis) {
        return (millis << 16) | (VERSION << 12);
    }

    private static long variant(long bits) {
        return (bits >>> 2) | Long.MIN_VALUE;
    }
}
