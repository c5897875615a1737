package io.letsrun.console.discard;

import io.letsrun.console.access.Caller;
import io.letsrun.console.access.Role;
import io.letsrun.console.audit.Audit;
import io.letsrun.console.audit.Audit.AuditedAction;
import io.letsrun.console.replay.Lifecycle;
import io.letsrun.console.search.Condition;
import io.letsrun.console.search.Selection;
import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.ProblemKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
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
     * Discards the letters that are open, if they are as many as was confirmed, and else none: then it fails with a conflict.
     *
     * @param upTo of the preview, so that letters which failed since do not come into it; null when all that match now are meant
     */
    public Mono<Long> discard(Caller caller, Selection selection, String reason, long count, @Nullable Long upTo) {
        caller.require(Role.OPERATOR);
        AuditedAction action =
                new AuditedAction("discard", reason, null, selection.named(), selection.filterJson(), count);
        return database.sql(ALLOW_TIME)
                .then()
                .then(lifecycle.discard(selection::condition, upTo == null ? Long.MAX_VALUE : upTo))
                .doOnNext(discarded -> requireSame(count, discarded))
                .delayUntil(discarded -> audit.write(caller, action))
                .as(transactions::transactional);
    }

    private static void requireSame(long confirmed, long discarded) {
        if (confirmed != discarded) {
            throw Problem.of(
                            ProblemKind.CONFLICT,
                            "%d letters would be discarded; another number was confirmed.".formatted(discarded))
                    .withMember("count", discarded)
                    .refused();
        }
    }

    /**
     * What would be discarded.
     *
     * @param count letters
     * @param upTo the last of them; given back, it keeps those out that come later
     */
    public record Preview(long count, long upTo) {}
}
