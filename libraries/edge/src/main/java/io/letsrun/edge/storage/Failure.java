package io.letsrun.edge.storage;

import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Why a batch could not be stored, which decides what becomes of it. Every error is one of these.
 *
 * @see <a href="https://www.postgresql.org/docs/18/errcodes-appendix.html">PostgreSQL 18, Appendix A: error codes</a>
 */
public enum Failure {

    /** The database or the broker is away, full or read-only: nothing is wrong with the batch, which waits. */
    DEPENDENCY_DOWN,

    /** This attempt lost against another transaction or the clock; the next one may win. */
    TRANSIENT,

    /** A rule that only storage sees, or an error of our own: the same record will fail the same way. */
    PERMANENT;

    /** PostgreSQL's classes of an unfit value, a constraint, a view's check option, and what a trigger raised. */
    private static final Set<String> RULES = Set.of("22", "23", "44", "P0");

    private static final int SQL_STATE_LENGTH = 5;

    /** Returns the kind of the error, looking through its causes for the first that tells. */
    public static Failure of(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            Failure failure = ofOne(cause);
            if (failure != null) {
                return failure;
            }
        }
        return PERMANENT;
    }

    /** Returns whether a permanent error is a rule that only storage sees, rather than a bug of ours. */
    public static boolean isRule(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof R2dbcException sql && sql.getSqlState() != null) {
                return RULES.stream().anyMatch(sql.getSqlState()::startsWith);
            }
        }
        return false;
    }

    private static @Nullable Failure ofOne(Throwable error) {
        if (error instanceof R2dbcException sql) {
            String state = sql.getSqlState();
            if (state != null && state.length() == SQL_STATE_LENGTH) {
                return ofSqlState(state);
            }
            return sql instanceof R2dbcTransientResourceException || sql instanceof R2dbcNonTransientResourceException
                    ? DEPENDENCY_DOWN
                    : null;
        }
        if (error instanceof IOException || error instanceof TimeoutException || error instanceof RetriableException) {
            return DEPENDENCY_DOWN;
        }
        // Spring's wrappers tell by themselves only when nothing below them does.
        boolean wrapper = error instanceof DataAccessResourceFailureException
                || error instanceof CannotCreateTransactionException;
        return wrapper && error.getCause() == null ? DEPENDENCY_DOWN : null;
    }

    private static Failure ofSqlState(String state) {
        return switch (state) {
            case "40001", "40P01", "55P03", "57014" -> TRANSIENT; // serialization, deadlock, lock and statement timeout
            case "25006" -> DEPENDENCY_DOWN; // read-only: a fail-over is under way
            default ->
                switch (state.substring(0, 2)) {
                    // connection, authorization, resources, operator intervention, system error
                    case "08", "28", "53", "57", "58" -> DEPENDENCY_DOWN;
                    case "40" -> TRANSIENT;
                    default -> PERMANENT;
                };
        };
    }
}
