package io.letsrun.contracts.bucket;

import io.letsrun.contracts.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Which of {@value #COUNT} parts a user belongs to, for good: a number from 0 (a smallint in tables), the first 6 bits of SHA-256 (FIPS 180-4) over the UTF-8
 * bytes of the user's e-mail key. It is written into the {@link UserId}, so that anyone can read it there.
 *
 * <p>Whatever belongs to one user, and rivals for one address, share a bucket: they are in one partition of each topic and on
 * one shard of a distributed database.
 */
public final class Bucket {

    public static final int COUNT = 64;

    private static final int BITS = 6;

    /** Its place in the upper half of a user's id: after the 48 bits in front and the 4 bits of the version. */
    private static final int SHIFT = Long.SIZE - 48 - 4 - BITS;

    private static final long MASK = (COUNT - 1L) << SHIFT;

    private Bucket() {}

    /** Returns the bucket of whoever has, or wants, the address. */
    public static short ofEmailKey(String emailKey) {
        int first = Sha256.of(emailKey.getBytes(StandardCharsets.UTF_8))[0] & 0xFF;
        return (short) (first >>> (Byte.SIZE - BITS));
    }

    /** Returns the bucket in the id. An id that is no {@link UserId} gives some bucket, always the same. */
    public static short ofUser(UUID userId) {
        return (short) ((userId.getMostSignificantBits() & MASK) >>> SHIFT);
    }

    /**
     * Returns the partition of a topic that everything of the bucket goes to.
     *
     * @param partitions of the topic, 1 or more
     */
    public static int partition(int bucket, int partitions) {
        return bucket % partitions;
    }

    /** Returns the upper half of an id with the bucket in its place. */
    static long within(int bucket, long mostSignificantBits) {
        if (bucket < 0 || bucket >= COUNT) {
            throw new IllegalArgumentException("there is no bucket " + bucket);
        }
        return mostSignificantBits & ~MASK | (long) bucket << SHIFT;
    }
}
