package io.letsrun.events.listing;

import io.letsrun.edge.properties.DataSizeRange;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Pages of events.
 *
 * @param rendered of pages as they went out, 1 MB to 4 GB; 64 MB by default
 * @param missingListed the most missing events that an answer lists, 1 to 10,000; 200 by default; all are counted
 */
@Validated
@ConfigurationProperties("letsrun.events.listing")
record ListingProperties(
        @DataSizeRange(min = "1MB", max = "4GB") @DefaultValue("64MB")
        DataSize rendered,

        @Min(1) @Max(10_000) @DefaultValue("200") int missingListed) {}
