package io.letsrun.load.reconcile;

import io.letsrun.contracts.delivery.GroupTopics;
import io.letsrun.contracts.event.Topic;
import io.letsrun.contracts.event.Topics;

/** What is accepted, who stores it, and where. */
enum RecordKind {
    SIGNUP(
            "signups",
            Topics.SIGNUPS,
            "signup-service",
            "signup",
            """
            SELECT accepted.user_id,
                   accepted.run_id,
                   account.user_id IS NOT NULL AS stored,
                   rejection.user_id IS NOT NULL AS rejected,
                   greatest(account.created_at, rejection.rejected_at) AS at
              FROM accepted
              LEFT JOIN signup.account USING (bucket, user_id)
              LEFT JOIN signup.rejection USING (bucket, user_id)
            """,
            // Two accounts of one address, whether the other is of this burst or not; and an account beside a
            // rejection.
            """
            SELECT (SELECT coalesce(sum(accounts - 1), 0)
                      FROM (SELECT count(*) AS accounts
                              FROM signup.account
                             WHERE lower(email) IN (SELECT lower(email) FROM accepted JOIN signup.account USING (bucket, user_id))
                             GROUP BY lower(email)) AS address)
                 + (SELECT count(*) FROM fate WHERE stored AND rejected)
                   AS accounts, 0 AS runs, 0 AS totals
            """),

    RUN(
            "runs",
            Topics.RUNS,
            "profile-consumer",
            "profile",
            """
            SELECT accepted.user_id,
                   accepted.run_id,
                   run.user_id IS NOT NULL AS stored,
                   coalesce(totals.rejected, false) AS rejected,
                   totals.updated_at AS at
              FROM accepted
              LEFT JOIN profile.run USING (bucket, user_id, run_id)
              LEFT JOIN profile.runner_totals AS totals USING (bucket, user_id)
            """,
            // One snapshot: the ledger and the totals change in one transaction.
            """
            WITH runner AS MATERIALIZED (
                SELECT DISTINCT bucket, user_id FROM accepted
            ), told AS (
                SELECT bucket, user_id, client_run_id, started_at,
                       count(*) AS copies,
                       count(*) FILTER (WHERE NOT deleted) AS runs,
                       sum(distance_mm) AS distance_mm,
                       sum(elapsed_s) AS elapsed_s
                  FROM profile.run
                  JOIN runner USING (bucket, user_id)
                 GROUP BY bucket, user_id, client_run_id, started_at
            ), ledger AS (
                SELECT bucket, user_id,
                       sum(copies - 1) FILTER (WHERE client_run_id IS NOT NULL) AS doubled,
                       sum(runs) AS runs,
                       sum(distance_mm) AS distance_mm,
                       sum(elapsed_s) AS elapsed_s
                  FROM told
                 GROUP BY bucket, user_id
            )
            SELECT 0 AS accounts,
                   coalesce(sum(doubled), 0) AS runs,
                   count(*) FILTER (
                       WHERE (coalesce(ledger.runs, 0), coalesce(ledger.distance_mm, 0), coalesce(ledger.elapsed_s, 0))
                          <> (coalesce(totals.runs, 0), coalesce(totals.distance_mm, 0), coalesce(totals.elapsed_s, 0))) AS totals
              FROM runner
              LEFT JOIN ledger USING (bucket, user_id)
              LEFT JOIN profile.runner_totals AS totals USING (bucket, user_id)
            """);

    private final String plural;
    private final GroupTopics topics;
    private final String role;
    private final String fates;
    private final String doubled;

    RecordKind(String plural, Topic topic, String group, String role, String fates, String doubled) {
        this.plural = plural;
        this.topics = new GroupTopics(topic, group);
        this.role = role;
        this.fates = fates;
        this.doubled = doubled;
    }

    GroupTopics topics() {
        return topics;
    }

    /** The role in PostgreSQL that sees its rows. */
    String role() {
        return role;
    }

    /** SQL for one row for each of {@code accepted}: {@code user_id, run_id, stored, rejected, at}. */
    String fates() {
        return fates;
    }

    /** SQL for one row of what counts twice among the users of {@code accepted}: {@code accounts, runs, totals}. */
    String doubled() {
        return doubled;
    }

    @Override
    public String toString() {
        return plural;
    }
}
