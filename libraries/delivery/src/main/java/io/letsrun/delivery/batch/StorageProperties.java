package io.letsrun.delivery.batch;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the service's database keeps the buckets.
 *
 * @param distributed whether they are on several servers, as in Citus: then each statement and each transaction is about one bucket,
 *     which it names by a parameter of its own; default false, where one statement stores a whole batch
 */
@ConfigurationProperties("letsrun.storage")
public record StorageProperties(@DefaultValue("false") boolean distributed) {

    /** Returns what each statement is to be about, in the order of the buckets: one bucket, or everything. */
    public <E> Collection<List<E>> parts(List<E> all, ToIntFunction<E> bucket) {
        return distributed
                ? all.stream()
                        .collect(Collectors.groupingBy(bucket::applyAsInt, TreeMap::new, Collectors.toList()))
                        .values()
                : List.of(all);
    }
}
