package io.letsrun.profile.query;

import io.letsrun.contracts.bucket.Bucket;
import io.letsrun.delivery.batch.StorageProperties;
import io.letsrun.edge.cache.BatchLoader;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/**
 * Loads what belongs to users, of many with one statement. Where the database is distributed, a statement is about one bucket: so a
 * server that is away fails only the reads of its own users.
 */
public final class UserLoader<K, V> {

    private final Function<K, UUID> user;
    private final List<BatchLoader<K, V>> loaders;

    /**
     * @param user whom a key is about
     * @param statements the most at the same time; where the database is distributed, one for each bucket
     * @param most keys of one statement
     * @param load returns the values that there are
     */
    public UserLoader(
            StorageProperties storage,
            Function<K, UUID> user,
            int statements,
            int most,
            Function<List<K>, Mono<Map<K, V>>> load) {
        this.user = user;
        this.loaders = Stream.generate(() -> new BatchLoader<>(storage.distributed() ? 1 : statements, most, load))
                .limit(storage.distributed() ? Bucket.COUNT : 1)
                .toList();
    }

    /** Returns the value, or nothing. What it reads was committed before, or after, this was subscribed to. */
    public Mono<V> load(K key) {
        return loaders.get(Bucket.ofUser(user.apply(key)) % loaders.size()).load(key);
    }
}
