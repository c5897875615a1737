package io.letsrun.gateway.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.local.LocalBucketBuilder;

/** One bucket in this process for each key; the least used are evicted, and so full again. */
final class LocalBuckets<K> {

    private final Limit limit;
    private final LoadingCache<K, Bucket> buckets;

    LocalBuckets(Limit limit, int tracked) {
        this.limit = limit;
        this.buckets = Caffeine.newBuilder()
                .executor(Runnable::run)
                .maximumSize(tracked)
                .expireAfterAccess(limit.refill())
                .build(key -> bucket(limit));
    }

    Allowance take(K key, long cost) {
        return new Allowance(limit, buckets.get(key).tryConsumeAndReturnRemaining(cost));
    }

    private static Bucket bucket(Limit limit) {
        LocalBucketBuilder builder = Bucket.builder();
        for (var bandwidth : limit.bucket().getBandwidths()) {
            builder.addLimit(bandwidth);
        }
        return builder.build();
    }
}
