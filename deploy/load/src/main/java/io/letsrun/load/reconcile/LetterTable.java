package io.letsrun.load.reconcile;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;

/** What the role {@code dead_letters} says of ids that have no row: operator-console has indexed their letters. */
record LetterTable(Connection connection) {

    static final String ROLE = "dead_letters";

    /** The first 36 characters of a run event's id are the run's; a signup event's id is the user's. */
    private static final String LETTERS = """
            SELECT accepted.user_id,
                   accepted.run_id,
                   bool_or(letter.state IN ('sending', 'sent')) AS replayed,
                   bool_or(letter.state IN ('open', 'failed-again', 'discarded')) AS dead
              FROM accepted
              JOIN dead_letters.letter
                ON left(letter.event_id, 36) = coalesce(accepted.run_id, accepted.user_id)::text
               AND coalesce(letter.user_id, accepted.user_id) = accepted.user_id
             WHERE letter.topic = ? AND letter.group_name = ?
             GROUP BY accepted.user_id, accepted.run_id
            """;

    /** A letter that was replayed and applied tells nothing: its row is there, or it is not. */
    void find(RecordKind kind, Set<AcceptedId> ids, IdSearch.Elsewhere elsewhere) throws SQLException {
        IdTable.load(connection, ids.stream());
        try (PreparedStatement statement = connection.prepareStatement(LETTERS)) {
            statement.setString(1, kind.topics().topic().name());
            statement.setString(2, kind.topics().group());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    AcceptedId id = new AcceptedId(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class));
                    if (rows.getBoolean("replayed")) {
                        elsewhere.waiting().add(id);
                    } else if (rows.getBoolean("dead")) {
                        elsewhere.dead().add(id);
                    }
                }
            }
        }
    }
}
