package io.letsrun.edge.storage;

import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Why a batch could not be stored, which decides what becomes of it. Every error is one of these.
 *
 * @see <a href="https://www.postgresql.org/docs/18/errcodes-appendix.html">PostgreSQL 18, Appendix A: error codes</a>
 */
public enum Failure {

    /**
     * The database or the broker is away, full, read-only or refuses us, or somebody holds a lock: nothing is wrong with the
     * batch, which waits.
     */
    DEPENDENCY_DOWN,

    /** This attempt lost against another transaction; the next one may win. */
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
            boolean away = sql instanceof R2dbcTransientResourceException
                    || sql instanceof R2dbcNonTransientResourceException
                    || sql instanceof R2dbcTimeoutException;
            return away ? DEPENDENCY_DOWN : null;
        }
        if (error instanceof IOException || error instanceof TimeoutException) {
            return DEPENDENCY_DOWN;
        }
        if (error instanceof KafkaException) {
            return isAboutTheRecord(error) ? PERMANENT : DEPENDENCY_DOWN;
        }
        // Spring's wrappers tell by themselves only when nothing below them does.
        boolean wrapper = error instanceof DataAccessResourceFailureException
                || error instanceof CannotCreateTransactionException;
        return wrapper && error.getCause() == null ? DEPENDENCY_DOWN : null;
    }

    /**
     * Returns whether the broker, or the client, refuses this very record. Anything else that Kafka says, such as a missing
     * permission or a topic that it does not accept, holds for all records and ends when somebody mends it.
     */
    public static boolean isAboutTheRecord(Throwable error) {
        return error instanceof RecordTooLargeException
                || error instanceof RecordBatchTooLargeException
                || error instanceof InvalidRecordException
                || error instanceof SerializationException;
    }

    private static Failure ofSqlState(String state) {
        return switch (state) {
            case "40001", "40P01" -> TRANSIENT; // serialization, deadlock
            // A lock that somebody holds, which the size of the batch has nothing to do with.
            case "55P03", "55006" -> DEPENDENCY_DOWN;
            // Read-only while a fail-over is under way; a transaction that the server ended because we were frozen.
            case "25006", "25P02", "25P03", "25P04" -> DEPENDENCY_DOWN;
            // A missing privilege or table: no record can change that, a migration or a grant does.
            case "42501", "42P01", "3D000", "3F000" -> DEPENDENCY_DOWN;
            default ->
                switch (state.substring(0, 2)) {
                    // connection, authorization, resources, operator intervention (a timeout too), system, internal
                    // error
                    case "08", "28", "53", "57", "58", "XX" -> DEPENDENCY_DOWN;
                    case "40" -> TRANSIENT;
                    default -> PERMANENT;
                };
        };
    }
}
