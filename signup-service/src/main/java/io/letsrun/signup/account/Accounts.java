package io.letsrun.signup.account;

import io.letsrun.contracts.signup.SignupRequested;
import io.letsrun.delivery.batch.Columns;
import java.util.List;
import java.util.UUID;
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
                SELECT *
                  FROM unnest($1::uuid[], $2::text[], $3::boolean[], $4::text[], $5::text[], $6::text[], $7::integer[],
                              $8::text[], $9::text[], $10::timestamptz[])
                       WITH ORDINALITY
                       AS batch(user_id, email_key, first_for_address, email, first_name, last_name,
                                birth_year, city, country, requested_at, position)
            ), claim AS (
                INSERT INTO signup.email_claim AS held (email_key, user_id)
                SELECT email_key, user_id FROM request WHERE first_for_address ORDER BY email_key
                ON CONFLICT (email_key) DO UPDATE SET user_id = held.user_id
                RETURNING new.email_key, new.user_id AS owner_id, old.email_key IS NULL AS fresh
            ), decided AS MATERIALIZED (
                SELECT request.*, owner_id, fresh AND first_for_address AS fresh
                  FROM request JOIN claim USING (email_key)
            ), accepted AS (
                INSERT INTO signup.account (user_id, email, first_name, last_name, birth_year, city, country,
                        requested_at, created_at)
                SELECT user_id, email, first_name, last_name, birth_year, city, country, requested_at, now()
                  FROM decided
                 WHERE fresh
                 ORDER BY user_id
            ), kept AS (
                INSERT INTO signup.account AS kept (user_id, email, first_name, last_name, birth_year, city, country,
                        requested_at, created_at)
                SELECT user_id, email, first_name, last_name, birth_year, city, country, requested_at, now()
                  FROM decided
                 WHERE NOT fresh AND user_id = owner_id
                 ORDER BY user_id
                ON CONFLICT (user_id) DO UPDATE SET email = kept.email
                RETURNING new.user_id, new.created_at, new.first_name, new.last_name, new.birth_year, new.city, new.country
            ), refused AS (
                INSERT INTO signup.rejection AS kept (user_id, reason, rejected_at)
                SELECT user_id, 'email-taken', now() FROM decided WHERE user_id <> owner_id ORDER BY user_id
                ON CONFLICT (user_id) DO UPDATE SET reason = kept.reason
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
                .bind(0, Columns.of(requests, SignupRequested::userId, UUID[]::new))
                .bind(1, Columns.of(requests, SignupRequested::emailKey, String[]::new))
                .bind(2, batch.firstForAddress())
                .bind(3, Columns.of(requests, SignupRequested::email, String[]::new))
                .bind(4, Columns.of(requests, SignupRequested::firstName, String[]::new))
                .bind(5, Columns.of(requests, SignupRequested::lastName, String[]::new))
                .bind(6, Columns.of(requests, SignupRequested::birthYear, Integer[]::new))
                .bind(7, Columns.of(requests, SignupRequested::city, String[]::new))
                .bind(8, Columns.of(requests, SignupRequested::country, String[]::new))
                .bind(9, Columns.ofInstants(requests, SignupRequested::requestedAt))
                .map(row -> DecisionRow.of(requests, row))
                .all()
                .collectList()
                .map(rows -> DecisionRow.decisions(requests, rows))
                .as(transactions::transactional);
    }
}
