package io.letsrun.load.reconcile;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What the role {@code profile} says of accepted runs. */
public final class ProfileSchema {

    public static final String ROLE = "profile";

    private static final String FATES = """
            SELECT accepted.user_id,
                   accepted.run_id,
                   run.user_id IS NOT NULL AS stored,
                   coalesce(totals.rejected, false) AS rejected,
                   totals.updated_at AS at
              FROM accepted
              LEFT JOIN profile.run USING (user_id, run_id)
              LEFT JOIN profile.runner_totals AS totals USING (user_id)
            """;

    /** One snapshot: the ledger and the totals change in one transaction. */
    private static final String DOUBLED = """
            WITH runner AS MATERIALIZED (
                SELECT DISTINCT user_id FROM accepted
            ), told AS (
                SELECT user_id, client_run_id, started_at,
                       count(*) AS copies,
                       count(*) FILTER (WHERE NOT deleted) AS runs,
                       sum(distance_mm) AS distance_mm,
                       sum(elapsed_s) AS elapsed_s
                  FROM profile.run
                  JOIN runner USING (user_id)
                 GROUP BY user_id, client_run_id, started_at
            ), ledger AS (
                SELECT user_id,
                       sum(copies - 1) FILTER (WHERE client_run_id IS NOT NULL) AS doubled,
                       sum(runs) AS runs,
                       sum(distance_mm) AS distance_mm,
                       sum(elapsed_s) AS elapsed_s
                  FROM told
                 GROUP BY user_id
            )
            SELECT coalesce(sum(doubled), 0) AS runs,
                   count(*) FILTER (
                       WHERE (coalesce(ledger.runs, 0), coalesce(ledger.distance_mm, 0), coalesce(ledger.elapsed_s, 0))
                          <> (coalesce(totals.runs, 0), coalesce(totals.distance_mm, 0), coalesce(totals.elapsed_s, 0))) AS totals
              FROM runner
              LEFT JOIN ledger USING (user_id)
              LEFT JOIN profile.runner_totals AS totals USING (user_id)
            """;

    private final Connection connection;

    public ProfileSchema(Connection connection) {
        this.connection = connection;
    }

    public Rows rows() {
        return new Rows(connection, FATES);
    }

    /** Of the users of the ids that the last {@link Rows#find} was given; {@code accounts} is 0. */
    public Doubled doubled() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(DOUBLED)) {
            result.next();
            return new Doubled(0, result.getLong("runs"), result.getLong("totals"));
        }
    }
}
