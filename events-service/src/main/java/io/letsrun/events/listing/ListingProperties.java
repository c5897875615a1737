package io.letsrun.events.listing;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Pages of events.
 *
 * @param rendered of pages as they went out, 1 MB to 4 GB; 64 MB by default
 * @param missingListed the most missing events that an answer lists, 1 to 10,000; 200 by default; all are counted
 */
@ConfigurationProperties("letsrun.events.listing")
record ListingProperties(
        @DefaultValue("64MB") DataSize rendered,
        @DefaultValue("200") int missingListed) {

    /** @throws IllegalArgumentException when a value is out of its range */
    ListingProperties {
        if (rendered.toMegabytes() < 1 || rendered.compareTo(DataSize.ofGigabytes(4)) > 0) {
            throw new IllegalArgumentException("rendered must be 1 MB to 4 GB: " + rendered);
        }
        if (missingListed < 1 || missingListed > 10_000) {
            throw new IllegalArgumentException("missing-listed must be 1 to 10,000: " + missingListed);
        }
    }
}
