package io.letsrun.console.index;

import io.letsrun.console.mask.Harmless;
import io.letsrun.console.mask.Mask;
import io.letsrun.contracts.delivery.FailureHeaders;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** What a dead letter's headers tell of its failure, or what is taken for it where they do not. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record FailureDetails(
        String reason,
        String exceptionClass,
        String message,
        String stack,
        int attempts,
        Instant firstFailure,
        Instant lastFailure,
        @Nullable String serviceVersion) {

    private static final int MAX_NAME = 256;
    private static final int MAX_VERSION = 64;
    private static final String UNKNOWN = "unknown";

    /** @param recordTime when the dead letter was published: what is taken where the headers name no possible time */
    static FailureDetails of(TextHeaders headers, Instant recordTime) {
        Instant last = headers.instant(FailureHeaders.LAST_FAILURE, recordTime);
        Instant first = headers.instant(FailureHeaders.FIRST_FAILURE, last);
        return new FailureDetails(
                headers.text(FailureHeaders.REASON, MAX_NAME, UNKNOWN),
                Harmless.className(headers.text(FailureHeaders.EXCEPTION_CLASS, MAX_NAME, UNKNOWN)),
                Mask.text(headers.text(FailureHeaders.EXCEPTION_MESSAGE, FailureHeaders.MAX_MESSAGE_BYTES, "")),
                Mask.text(headers.text(FailureHeaders.EXCEPTION_STACK, FailureHeaders.MAX_STACK_BYTES, "")),
                headers.count(FailureHeaders.ATTEMPTS),
                first.isAfter(last) ? last : first,
                last,
                headers.text(FailureHeaders.SERVICE_VERSION, MAX_VERSION));
    }

    /** What is told of a letter that storage refused as it was. */
    static FailureDetails unreadable(Instant at) {
        return new FailureDetails(UNKNOWN, UNKNOWN, "the console could not read the headers", "", 0, at, at, null);
    }
}
