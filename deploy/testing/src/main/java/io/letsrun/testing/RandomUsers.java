package io.letsrun.testing;

import io.letsrun.contracts.bucket.Bucket;
import io.letsrun.contracts.bucket.UserId;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Ids of users who do not exist yet. */
public final class RandomUsers {

    private RandomUsers() {}

    /** Returns the id of somebody in any bucket. */
    public static UUID any() {
        return in(ThreadLocalRandom.current().nextInt(Bucket.COUNT));
    }

    /** Returns the id of somebody who wants the address. */
    public static UUID of(String emailKey) {
        return in(Bucket.ofEmailKey(emailKey));
    }

    private static UUID in(int bucket) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return UserId.of(bucket, random.nextLong(), random.nextLong());
    }
}
