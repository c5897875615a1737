package io.letsrun.load.reconcile;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What the role {@code signup} says of accepted signups. */
public final class SignupSchema {

    public static final String ROLE = "signup";

    private static final String FATES = """
            SELECT accepted.user_id,
                   accepted.run_id,
                   account.user_id IS NOT NULL AS stored,
                   rejection.user_id IS NOT NULL AS rejected,
                   greatest(account.created_at, rejection.rejected_at) AS at
              FROM accepted
              LEFT JOIN signup.account USING (user_id)
              LEFT JOIN signup.rejection USING (user_id)
            """;

    /** Whether the address's other account is of this burst or not. */
    private static final String DOUBLED = """
            SELECT (SELECT coalesce(sum(accounts - 1), 0)
                      FROM (SELECT count(*) AS accounts
                              FROM signup.account
                             WHERE lower(email) IN (SELECT lower(email) FROM accepted JOIN signup.account USING (user_id))
                             GROUP BY lower(email)) AS address)
                 + (SELECT count(*) FROM fate WHERE stored AND rejected)
            """;

    private final Connection connection;

    public SignupSchema(Connection connection) {
        this.connection = connection;
    }

    public Rows rows() {
        return new Rows(connection, FATES);
    }

    /** Of the ids that the last {@link Rows#find} was given. */
    public long doubled() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(DOUBLED)) {
            result.next();
            return result.getLong(1);
        }
    }
}
