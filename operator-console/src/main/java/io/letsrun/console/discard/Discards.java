package io.letsrun.console.discard;

import io.letsrun.console.access.Caller;
import io.letsrun.console.access.Role;
import io.letsrun.console.audit.Audit;
import io.letsrun.console.audit.AuditedAction;
import io.letsrun.console.replay.Lifecycle;
import io.letsrun.console.search.Condition;
import io.letsrun.console.search.Selection;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.ReactiveTransaction;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Letters are discarded by their state alone: nothing is deleted, and only open ones are. */
@Component
public class Discards {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A million letters take longer than other statements may take. */
    private static final String ALLOW_TIME = "SET LOCAL statement_timeout = '5min'";

    private static final String PREVIEW = """
            SELECT count(*) AS count, coalesce(max(letter.id), 0) AS up_to
              FROM dead_letters.letter
             WHERE letter.state = 'open'
               AND\s""";

    private final DatabaseClient database;
    private final Lifecycle lifecycle;
    private final TransactionalOperator transactions;
    private final Audit audit;

    Discards(DatabaseClient database, Lifecycle lifecycle, TransactionalOperator transactions, Audit audit) {
        this.database = database;
        this.lifecycle = lifecycle;
        this.transactions = transactions;
        this.audit = audit;
    }

    /** Counts what would be discarded. */
    public Mono<Preview> preview(Selection selection) {
        Condition condition = selection.condition(1);
        return condition
                .bindTo(database.sql(PREVIEW + condition.sql()))
                .mapProperties(Preview.class)
                .one()
                .timeout(PATIENCE);
    }

    /**
     * Discards the letters that are open, if they are as many as was confirmed, and else none.
     *
     * @param upTo of the preview, so that letters which failed since do not come into it; null when all that match now are meant
     */
    public Mono<Outcome> discard(Caller caller, Selection selection, String reason, long count, @Nullable Long upTo) {
        caller.require(Role.OPERATOR);
        return transactions
                .execute(transaction -> database.sql(ALLOW_TIME)
                        .then()
                        .then(lifecycle.discard(selection::condition, upTo == null ? Long.MAX_VALUE : upTo))
                        .flatMap(discarded -> discarded == count
                                ? audit.write(
                                                caller,
                                                new AuditedAction(
                                                        "discard",
                                                        reason,
                                                        null,
                                                        selection.named(),
                                                        selection.filterJson(),
                                                        count))
                                        .thenReturn(discarded)
                                : undo(transaction).thenReturn(discarded)))
                .single()
                .map(discarded ->
                        discarded == count ? new Outcome.Discarded(discarded) : new Outcome.CountDiffers(discarded));
    }

    private static Mono<Void> undo(ReactiveTransaction transaction) {
        return Mono.fromRunnable(transaction::setRollbackOnly);
    }

    /**
     * What would be discarded.
     *
     * @param count letters
     * @param upTo the last of them; given back, it keeps those out that come later
     */
    public record Preview(long count, long upTo) {}

    /** The result of discarding. */
    public sealed interface Outcome {

        record Discarded(long count) implements Outcome {}

        /** Another number of letters was confirmed than would be discarded; none was. */
        record CountDiffers(long count) implements Outcome {}
    }
}
