package io.letsrun.signup.account;

import io.letsrun.contracts.signup.EmailClaim;
import io.letsrun.contracts.signup.SignupAccepted;
import io.letsrun.contracts.signup.SignupOutcome;
import io.letsrun.contracts.signup.SignupRejected;
import io.letsrun.contracts.signup.SignupRequested;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the answer of {@link Accounts}. There is always one, and one for each request that did not get a new account.
 *
 * @param fresh how many new accounts there are
 * @param decidedAt when they were made
 * @param position of the request, from 1; 0 when the row is about none
 * @param decision on that request; null when the row is about none
 */
record DecisionRow(
        long fresh,
        Instant decidedAt,
        int position,
        @Nullable Decision decision) {

    static DecisionRow of(List<SignupRequested> requests, Readable row) {
        Long position = row.get("position", Long.class);
        return new DecisionRow(
                required(row.get("fresh", Long.class)),
                required(row.get("now", Instant.class)),
                position == null ? 0 : position.intValue(),
                position == null ? null : decision(requests.get(position.intValue() - 1), row));
    }

    /** Returns the decision on each of the requests, in their order. */
    static List<Decision> decisions(List<SignupRequested> requests, List<DecisionRow> rows) {
        List<Decision> decisions = new ArrayList<>(requests.size());
        Instant now = rows.getFirst().decidedAt();
        requests.forEach(request -> decisions.add(accepted(request, now)));
        int told = 0;
        for (DecisionRow row : rows) {
            if (row.decision() != null) {
                decisions.set(row.position() - 1, row.decision());
                told++;
            }
        }
        if (rows.getFirst().fresh() + told != requests.size()) {
            throw new IllegalStateException("the statement left a request undecided");
        }
        return decisions;
    }

    private static Decision accepted(SignupRequested request, Instant acceptedAt) {
        return new Decision(
                asRequested(request, acceptedAt), request.emailKey(), EmailClaim.confirmed(request.userId()));
    }

    private static Decision decision(SignupRequested request, Readable row) {
        EmailClaim claim = EmailClaim.confirmed(required(row.get("owner_id", UUID.class)));
        return new Decision(outcome(request, row), request.emailKey(), claim);
    }

    private static SignupOutcome outcome(SignupRequested request, Readable row) {
        Instant rejectedAt = row.get("rejected_at", Instant.class);
        return rejectedAt == null
                ? asKept(request.userId(), row)
                : new SignupRejected(request.userId(), SignupRejected.EMAIL_TAKEN, rejectedAt);
    }

    private static SignupAccepted asRequested(SignupRequested request, Instant acceptedAt) {
        return new SignupAccepted(
                request.userId(),
                request.firstName(),
                request.lastName(),
                request.birthYear(),
                request.city(),
                request.country(),
                acceptedAt);
    }

    /** A repeated request may tell other names than the one that was stored; those stand. */
    private static SignupAccepted asKept(UUID userId, Readable row) {
        return new SignupAccepted(
                userId,
                required(row.get("first_name", String.class)),
                required(row.get("last_name", String.class)),
                row.get("birth_year", Integer.class),
                row.get("city", String.class),
                row.get("country", String.class),
                required(row.get("created_at", Instant.class)));
    }

    private static <T> T required(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
