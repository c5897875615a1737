package io.letsrun.load.reconcile;

import java.sql.Connection;
import java.sql.SQLException;

/** Connects to PostgreSQL as one of the roles, each of which sees its own schema only. */
@FunctionalInterface
public interface Roles {

    Connection connect(String role) throws SQLException;
}
