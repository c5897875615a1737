package io.letsrun.signup.account;

import io.letsrun.contracts.signup.EmailClaim;
import io.letsrun.contracts.signup.SignupAccepted;
import io.letsrun.contracts.signup.SignupOutcome;
import io.letsrun.contracts.signup.SignupRejected;
import io.letsrun.contracts.signup.SignupRequested;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Accounts, refusals, and the claims that decide between them.
 *
 * <p>One statement claims the addresses, stores the winners' accounts and the losers' refusals. The claim's update changes
 * nothing, but it waits for a rival transaction and then returns the true owner, where {@code DO NOTHING} would return no
 * row; the same holds for accounts and refusals that a redelivery finds stored. Rows are taken in the order of their keys,
 * so that rival batches wait for each other and don't deadlock.
 */
@Component
final class Accounts {

    private static final String DECIDE = """
            WITH request AS MATERIALIZED (
                SELECT *
                  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::boolean[], $5::text[], $6::text[], $7::text[],
                              $8::integer[], $9::text[], $10::text[], $11::timestamptz[])
                       WITH ORDINALITY
                       AS batch(user_id, email_key, idempotency_key_hash, first_for_address, email, first_name, last_name,
                                birth_year, city, country, requested_at, position)
            ), claim AS (
                INSERT INTO signup.email_claim AS held (email_key, user_id, idempotency_key_hash)
                SELECT email_key, user_id, idempotency_key_hash FROM request WHERE first_for_address ORDER BY email_key
                ON CONFLICT (email_key) DO UPDATE SET user_id = held.user_id
                RETURNING new.email_key, new.user_id AS owner_id, new.idempotency_key_hash AS owner_hash
            ), decided AS MATERIALIZED (
                SELECT request.*, claim.owner_id, claim.owner_hash FROM request JOIN claim USING (email_key)
            ), accepted AS (
                INSERT INTO signup.account AS kept (user_id, email, first_name, last_name, birth_year, city, country,
                        requested_at, created_at)
                SELECT user_id, email, first_name, last_name, birth_year, city, country, requested_at, now()
                  FROM decided
                 WHERE user_id = owner_id
                 ORDER BY user_id
                ON CONFLICT (user_id) DO UPDATE SET email = kept.email
                RETURNING new.user_id, new.created_at AS decided_at,
                          old.first_name, old.last_name, old.birth_year, old.city, old.country
            ), refused AS (
                INSERT INTO signup.rejection AS kept (user_id, reason, rejected_at)
                SELECT user_id, 'email-taken', now() FROM decided WHERE user_id <> owner_id ORDER BY user_id
                ON CONFLICT (user_id) DO UPDATE SET reason = kept.reason
                RETURNING new.user_id, new.rejected_at AS decided_at
            )
            SELECT decided.position, decided.owner_id, decided.owner_hash, accepted.decided_at AS accepted_at,
                   refused.decided_at AS refused_at,
                   accepted.first_name, accepted.last_name, accepted.birth_year, accepted.city, accepted.country
              FROM decided
              LEFT JOIN accepted USING (user_id)
              LEFT JOIN refused USING (user_id)
            """;

    private final DatabaseClient database;
    private final TransactionalOperator transactions;

    Accounts(DatabaseClient database, TransactionalOperator transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    /** Decides on every request and stores the decisions, in one transaction that has ended when the Mono completes. */
    Mono<List<Decision>> decide(SignupBatch batch) {
        List<SignupRequested> requests = batch.requests();
        return database.sql(DECIDE)
                .bind(0, column(requests, SignupRequested::userId, UUID[]::new))
                .bind(1, column(requests, SignupRequested::emailKey, String[]::new))
                .bind(2, column(requests, SignupRequested::idempotencyKeyHash, String[]::new))
                .bind(3, batch.firstForAddress())
                .bind(4, column(requests, SignupRequested::email, String[]::new))
                .bind(5, column(requests, SignupRequested::firstName, String[]::new))
                .bind(6, column(requests, SignupRequested::lastName, String[]::new))
                .bind(7, column(requests, SignupRequested::birthYear, Integer[]::new))
                .bind(8, column(requests, SignupRequested::city, String[]::new))
                .bind(9, column(requests, SignupRequested::country, String[]::new))
                .bind(10, column(requests, request -> utc(request.requestedAt()), OffsetDateTime[]::new))
                .map(row -> decision(requests, row))
                .all()
                .collectList()
                .as(transactions::transactional);
    }

    private static Decision decision(List<SignupRequested> requests, Readable row) {
        int position = required(row.get("position", Long.class)).intValue();
        SignupRequested request = requests.get(position - 1);
        EmailClaim claim =
                new EmailClaim(required(row.get("owner_id", UUID.class)), row.get("owner_hash", String.class));
        return new Decision(outcome(request, row), request.emailKey(), claim);
    }

    private static SignupOutcome outcome(SignupRequested request, Readable row) {
        Instant refusedAt = row.get("refused_at", Instant.class);
        if (refusedAt != null) {
            return new SignupRejected(request.userId(), SignupRejected.EMAIL_TAKEN, refusedAt);
        }
        Instant acceptedAt = required(row.get("accepted_at", Instant.class));
        String keptFirstName = row.get("first_name", String.class);
        return keptFirstName == null
                ? asRequested(request, acceptedAt)
                : asKept(request, keptFirstName, row, acceptedAt);
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
    private static SignupAccepted asKept(SignupRequested request, String firstName, Readable row, Instant acceptedAt) {
        return new SignupAccepted(
                request.userId(),
                firstName,
                required(row.get("last_name", String.class)),
                row.get("birth_year", Integer.class),
                row.get("city", String.class),
                row.get("country", String.class),
                acceptedAt);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static <T> @Nullable T[] column(
            List<SignupRequested> requests,
            Function<SignupRequested, @Nullable T> value,
            IntFunction<@Nullable T[]> array) {
        return requests.stream().map(value).toArray(array);
    }

    private static <T> T required(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
