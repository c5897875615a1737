package io.letsrun.contracts.signup;

import static io.letsrun.contracts.event.FieldRules.required;

import io.letsrun.contracts.bucket.UserId;
import io.letsrun.contracts.event.ContentOrder;
import io.letsrun.contracts.event.EventType;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The account exists. Carries what a profile shows, so that its readers need not ask signup-service.
 *
 * @param userId the account
 * @param firstName 1 to 100 characters
 * @param lastName 1 to 100 characters
 * @param birthYear 1900 to 2100
 * @param city 1 to 100 characters
 * @param country ISO 3166-1 alpha-2, upper case
 * @param decidedAt when the account was stored, UTC
 */
public record SignupAccepted(
        UUID userId,
        String firstName,
        String lastName,
        @Nullable Integer birthYear,
        @Nullable String city,
        @Nullable String country,
        Instant decidedAt)
        implements SignupOutcome {

    public static final EventType<SignupAccepted> TYPE =
            new EventType<>("letsrun.signup-accepted.v1", SignupAccepted.class);

    /**
     * Which of two events about one user holds, whatever the order of their arrival: the later decision, then the one with
     * the greater value in the first field that differs. An absent value is less than any other.
     */
    public static final Comparator<SignupAccepted> PRECEDENCE = Comparator.comparing(SignupAccepted::decidedAt)
            .thenComparing(SignupAccepted::firstName, ContentOrder.TEXT)
            .thenComparing(SignupAccepted::lastName, ContentOrder.TEXT)
            .thenComparing(SignupAccepted::birthYear, ContentOrder.absentFirst())
            .thenComparing(SignupAccepted::city, ContentOrder.absentTextFirst())
            .thenComparing(SignupAccepted::country, ContentOrder.absentTextFirst());

    /** @throws IllegalArgumentException when a component is missing or out of its range */
    public SignupAccepted {
        UserId.check("userId", userId);
        SignupRequested.checkRunner(firstName, lastName, birthYear, city, country);
        required("decidedAt", decidedAt);
    }

    @Override
    public EventType<SignupAccepted> type() {
        return TYPE;
    }

    /** Without personal data, so that it may be logged. */
    @Override
    public String toString() {
        return "SignupAccepted[userId=" + userId + "]";
    }
}
