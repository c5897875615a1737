package io.letsrun.signup.account;

import io.letsrun.contracts.signup.SignupRequested;
import io.letsrun.delivery.batch.BatchRows;
import io.letsrun.delivery.batch.BatchStatement;
import io.letsrun.delivery.batch.StorageProperties;
import io.letsrun.delivery.column.ColumnType;
import io.letsrun.signup.account.SignupBatch.Candidate;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Accounts, refusals, and the claims that decide between them.
 *
 * <p>One statement claims the addresses, stores the winners' accounts and the losers' refusals. The claim's update changes
 * nothing, but it waits for a rival transaction and then returns the true owner, where {@code DO NOTHING} would return no
 * row; the same holds for accounts and refusals that a redelivery finds stored. A new claim's account is new as well, and
 * goes in without asking: asking costs a third of the insert. Rows are taken in the order of their keys, so that rival
 * batches wait for each other and don't deadlock.
 *
 * <p>It answers with the rows that need telling: refusals, and accounts that were there already. A request it does not mention
 * got a new account with what it asked for.
 */
@Component
final class Accounts {

    private static final String DECIDE = """
            WITH request AS MATERIALIZED (
                SELECT * FROM {batch}
            ), claim AS (
                INSERT INTO signup.email_claim AS held (bucket, email_key, user_id)
                SELECT bucket, email_key, user_id FROM request WHERE first_for_address ORDER BY bucket, email_key
                ON CONFLICT (bucket, email_key) DO UPDATE SET user_id = held.user_id
                RETURNING new.email_key, new.user_id AS owner_id, old.email_key IS NULL AS fresh
            ), decided AS MATERIALIZED (
                SELECT request.*, owner_id, fresh AND first_for_address AS fresh
                  FROM request JOIN claim USING (email_key)
            ), accepted AS (
                INSERT INTO signup.account (bucket, user_id, email, first_name, last_name, birth_year, city, country,
                        requested_at, created_at)
                SELECT bucket, user_id, email, first_name, last_name, birth_year, city, country, requested_at, now()
                  FROM decided
                 WHERE fresh
                 ORDER BY bucket, user_id
            ), kept AS (
                INSERT INTO signup.account AS kept (bucket, user_id, email, first_name, last_name, birth_year, city, country,
                        requested_at, created_at)
                SELECT bucket, user_id, email, first_name, last_name, birth_year, city, country, requested_at, now()
                  FROM decided
                 WHERE NOT fresh AND user_id = owner_id
                 ORDER BY bucket, user_id
                ON CONFLICT (bucket, user_id) DO UPDATE SET email = kept.email
                RETURNING new.user_id, new.created_at, new.first_name, new.last_name, new.birth_year, new.city, new.country
            ), refused AS (
                INSERT INTO signup.rejection AS kept (bucket, user_id, reason, rejected_at)
                SELECT bucket, user_id, 'email-taken', now() FROM decided WHERE user_id <> owner_id ORDER BY bucket, user_id
                ON CONFLICT (bucket, user_id) DO UPDATE SET reason = kept.reason
                RETURNING new.user_id, new.rejected_at
            ), told AS (
                SELECT decided.position, decided.owner_id, refused.rejected_at, kept.*
                  FROM decided
                  LEFT JOIN kept ON kept.user_id = decided.user_id
                  LEFT JOIN refused ON refused.user_id = decided.user_id
                 WHERE NOT decided.fresh
            )
            SELECT (SELECT count(*) FROM decided WHERE fresh) AS fresh, now() AS now, told.*
              FROM (VALUES (1)) AS always LEFT JOIN told ON true
            """;

    private static final BatchRows<Candidate> ROWS = BatchRows.<Candidate>ofUser(
                    row -> row.request().userId())
            .with("email_key", ColumnType.TEXT, row -> row.request().emailKey())
            .with("first_for_address", ColumnType.BOOLEAN, Candidate::firstForAddress)
            .with("email", ColumnType.TEXT, row -> row.request().email())
            .with("first_name", ColumnType.TEXT, row -> row.request().firstName())
            .with("last_name", ColumnType.TEXT, row -> row.request().lastName())
            .with("birth_year", ColumnType.INTEGER, row -> row.request().birthYear())
            .with("city", ColumnType.TEXT, row -> row.request().city())
            .with("country", ColumnType.TEXT, row -> row.request().country())
            .with("requested_at", ColumnType.TIMESTAMPTZ, row -> row.request().requestedAt())
            .numbered();

    private final DatabaseClient database;
    private final BatchStatement<Candidate> decide;
    private final TransactionalOperator transactions;

    Accounts(DatabaseClient database, TransactionalOperator transactions, StorageProperties storage) {
        this.database = database;
        this.decide = ROWS.in(DECIDE, storage);
        this.transactions = transactions;
    }

    /** Decides on every request and stores the decisions, in one transaction that has ended when the Mono completes. */
    Mono<List<Decision>> decide(SignupBatch batch) {
        List<SignupRequested> requests = batch.requests();
        return decide.bound(database, batch.candidates())
                .map(row -> DecisionRow.of(requests, row))
                .all()
                .collectList()
                .map(rows -> DecisionRow.decisions(requests, rows))
                .as(transactions::transactional);
    }
}
