package io.letsrun.delivery.batch;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the service's database keeps the buckets.
 *
 * @param distributed whether they are on several servers, as in Citus: then each statement and each transaction is about one bucket,
 *     which it names by a parameter of its own; default false, where one statement stores a whole batch
 * @param bucketTimeout where it is distributed: after how long one bucket's server counts as away; positive, default 5 s, and six times
 *     that must be less than the time that a batch may take ({@code letsrun.delivery.store-timeout})
 */
@ConfigurationProperties("letsrun.storage")
public record StorageProperties(
        @DefaultValue("false") boolean distributed,
        @DefaultValue("5s") Duration bucketTimeout) {

    /** One statement stores a whole batch. */
    public static StorageProperties together() {
        return new StorageProperties(false, Duration.ofSeconds(5));
    }
}
