package io.letsrun.contracts.bucket;

import static io.letsrun.contracts.event.FieldRules.required;

import java.util.UUID;

/**
 * The id of a user: a UUIDv8 (RFC 9562, section 5.8) whose 6 bits after the version are the user's {@link Bucket}. The 116 other
 * bits are random, or an HMAC; nobody can guess them.
 */
public final class UserId {

    private static final int VERSION = 8;

    private UserId() {}

    /**
     * Returns an id of the bucket.
     *
     * @param bucket 0 to 63
     * @param high 54 of its bits are used
     * @param low 62 of its bits are used
     */
    public static UUID of(int bucket, long high, long low) {
        return new UUID(Bucket.within(bucket, high & ~0xF000L | VERSION << 12), low >>> 2 | Long.MIN_VALUE);
    }

    /** Returns whether this is a UUIDv8 at all, and so bears a bucket. */
    public static boolean isWellFormed(UUID id) {
        return id.version() == VERSION && id.variant() == 2;
    }

    /**
     * Refuses an absent id, and one without a bucket.
     *
     * @throws IllegalArgumentException when the id is null or no UUIDv8
     */
    public static void check(String name, UUID id) {
        required(name, id);
        if (!isWellFormed(id)) {
            throw new IllegalArgumentException(name + " is no UUIDv8, so it tells no bucket");
        }
    }
}
