package io.letsrun.contracts.signup;

import static io.letsrun.contracts.event.FieldRules.length;
import static io.letsrun.contracts.event.FieldRules.range;
import static io.letsrun.contracts.event.FieldRules.required;
import static io.letsrun.contracts.event.FieldRules.requiredText;

import io.letsrun.contracts.bucket.Bucket;
import io.letsrun.contracts.bucket.BucketPartitioner;
import io.letsrun.contracts.bucket.UserEvent;
import io.letsrun.contracts.bucket.UserId;
import io.letsrun.contracts.event.EventType;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody wants an account. Whether they get it is for signup-service to say: see {@link SignupOutcome}.
 *
 * @param userId the account's id, made by the gateway; its bucket is that of emailKey
 * @param email the address to write to, 3 to 320 characters: as it was given, trimmed
 * @param emailKey what must be unique: the whole address in lower case, its domain in punycode (IDNA 2008)
 * @param firstName 1 to 100 characters
 * @param lastName 1 to 100 characters
 * @param birthYear 1900 to 2100
 * @param city 1 to 100 characters
 * @param country ISO 3166-1 alpha-2, upper case
 * @param requestedAt when the gateway took the request, UTC
 */
public record SignupRequested(
        UUID userId,
        String email,
        String emailKey,
        String firstName,
        String lastName,
        @Nullable Integer birthYear,
        @Nullable String city,
        @Nullable String country,
        Instant requestedAt)
        implements UserEvent {

    public static final EventType<SignupRequested> TYPE =
            new EventType<>("letsrun.signup-requested.v1", SignupRequested.class);

    /** @throws IllegalArgumentException when a component is missing or out of its range */
    public SignupRequested {
        UserId.check("userId", userId);
        requiredText("email", email, 3, 320);
        requiredText("emailKey", emailKey, 3, 320);
        if (Bucket.ofUser(userId) != Bucket.ofEmailKey(emailKey)) {
            throw new IllegalArgumentException("userId was made for another emailKey, since its bucket is another");
        }
        checkRunner(firstName, lastName, birthYear, city, country);
        required("requestedAt", requestedAt);
    }

    /** Checks what {@link SignupAccepted} repeats. */
    static void checkRunner(
            String firstName,
            String lastName,
            @Nullable Integer birthYear,
            @Nullable String city,
            @Nullable String country) {
        requiredText("firstName", firstName, 1, 100);
        requiredText("lastName", lastName, 1, 100);
        range("birthYear", birthYear, 1900, 2100);
        length("city", city, 1, 100);
        length("country", country, 2, 2);
    }

    @Override
    public EventType<SignupRequested> type() {
        return TYPE;
    }

    @Override
    public String eventId() {
        return userId.toString();
    }

    /** The bucket: rivals for one address share it, so that they meet in one partition, in order. */
    @Override
    public String partitionKey() {
        return BucketPartitioner.key(bucket());
    }

    /** Without personal data, so that it may be logged. */
    @Override
    public String toString() {
        return "SignupRequested[userId=" + userId + "]";
    }
}
