package io.letsrun.delivery.retry;

import io.r2dbc.spi.R2dbcException;
import java.util.Locale;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;

/** The batch could not even be tried: its partitions pause, and it is tried again. */
public final class DependencyDown extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** PostgreSQL's states of a lock that could not be had in time. */
    private static final Set<String> LOCKS = Set.of("55P03", "55006");

    /** What keeps the batch waiting. */
    public enum Kind {

        /** The database or the broker does not answer, or not in time, or it cannot write. */
        AWAY,

        /** Somebody holds a lock that the batch needs. */
        LOCKED,

        /** The broker answers and refuses: a missing permission, a wrong clock. It takes an operator to end this. */
        REFUSED;

        /** As it stands in metrics: {@code away}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Kind kind;

    public DependencyDown(Throwable cause) {
        super("a dependency is down", cause);
        this.kind = kind(cause);
    }

    public Kind kind() {
        return kind;
    }

    private static Kind kind(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof R2dbcException sql && sql.getSqlState() != null && LOCKS.contains(sql.getSqlState())) {
                return Kind.LOCKED;
            }
            if (cause instanceof KafkaException && !(cause instanceof RetriableException)) {
                return Kind.REFUSED;
            }
        }
        return Kind.AWAY;
    }
}
