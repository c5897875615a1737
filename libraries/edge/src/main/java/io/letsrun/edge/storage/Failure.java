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
 * The kind of an error of storage, which decides what happens to the batch.
 *
 * @see <a href="https://www.postgresql.org/docs/18/errcodes-appendix.html">PostgreSQL 18, Appendix A: error codes</a>
 */
public enum Failure {

    /** The database or broker is away, full, read-only or refuses us, or a lock is held: the batch is fine, and waits. */
    DEPENDENCY_DOWN,

    /** This attempt lost to another transaction; the next one may succeed. */
    TRANSIENT,

    /** A violated constraint, or a bug of ours: the same record will fail again. */
    PERMANENT;

    /** PostgreSQL's classes of data exceptions, constraints, check options, and errors raised by triggers. */
    private static final Set<String> RULES = Set.of("22", "23", "44", "P0");

    private static final int SQL_STATE_LENGTH = 5;

    /** Returns the kind of the first cause that has one. */
    public static Failure of(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            Failure failure = ofOne(cause);
            if (failure != null) {
                return failure;
            }
        }
        return PERMANENT;
    }

    /** Returns whether a permanent error is a violated constraint, rather than a bug of ours. */
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
        // Spring's wrappers count only when they have no cause.
        boolean wrapper = error instanceof DataAccessResourceFailureException
                || error instanceof CannotCreateTransactionException;
        return wrapper && error.getCause() == null ? DEPENDENCY_DOWN : null;
    }

    /**
     * Returns whether the broker or its client refuses this very record. Any other error of Kafka's, such as a missing
     * permission, concerns all records and ends when it is fixed.
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
            // a lock is held
            case "55P03", "55006" -> DEPENDENCY_DOWN;
            // read-only during failover; a transaction that the server ended because this process stood still
            case "25006", "25P02", "25P03", "25P04" -> DEPENDENCY_DOWN;
            // a missing privilege or table
            case "42501", "42P01", "3D000", "3F000" -> DEPENDENCY_DOWN;
            default ->
                switch (state.substring(0, 2)) {
                    // connection, authorization, resources, operator intervention, system, internal error
                    case "08", "28", "53", "57", "58", "XX" -> DEPENDENCY_DOWN;
                    case "40" -> TRANSIENT;
                    default -> PERMANENT;
                };
        };
    }
}
