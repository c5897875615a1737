package io.letsrun.console.replay;

import com.github.f4b6a3.uuid.UuidCreator;
import io.letsrun.console.access.Caller;
import io.letsrun.console.audit.Audit;
import io.letsrun.console.audit.AuditedAction;
import io.letsrun.console.search.Condition;
import io.letsrun.console.search.Selection;
import io.letsrun.console.sending.Canaries;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes down which letters a replay has. Letters that fail later, or become open later, are not of it, whatever the filter
 * says then.
 */
@Component
final class Membership {

    /** A million letters take some ten seconds, more than other statements are given. */
    private static final String PATIENCE = "SET LOCAL statement_timeout = '5min'";

    private static final String FREEZE = """
            INSERT INTO dead_letters.replay_item (replay_id, letter_id)
            SELECT $1, letter.id
              FROM dead_letters.letter
             WHERE letter.state = 'open'
               AND\s""";

    private final DatabaseClient database;
    private final ReplayTable replays;
    private final Canaries canaries;
    private final ReplayProperties properties;
    private final Audit audit;
    private final JsonMapper json;

    Membership(
            DatabaseClient database,
            ReplayTable replays,
            Canaries canaries,
            ReplayProperties properties,
            Audit audit,
            JsonMapper json) {
        this.database = database;
        this.replays = replays;
        this.canaries = canaries;
        this.properties = properties;
        this.audit = audit;
        this.json = json;
    }

    /** Drafts a replay, in the caller's transaction. */
    Mono<ReplayOutcome> freeze(Caller caller, Selection selection, int rate) {
        UUID replay = UuidCreator.getTimeOrderedEpoch();
        String filter = filter(selection);
        return database.sql(PATIENCE)
                .then()
                .then(replays.insert(replay, caller.name(), filter, rate))
                .then(members(replay, selection))
                .flatMap(count -> count == 0
                        ? nothing(replay)
                        : drafted(replay, count)
                                .then(audit.write(caller, deed(replay, selection, filter, count)))
                                .then(replays.find(replay))
                                .map(ReplayOutcome.Accepted::new));
    }

    private Mono<Long> members(UUID replay, Selection selection) {
        Condition condition = selection.condition(2);
        return condition
                .bindTo(database.sql(FREEZE + condition.sql()).bind(0, replay))
                .fetch()
                .rowsUpdated();
    }

    private Mono<Void> drafted(UUID replay, long count) {
        return count > properties.canaries()
                ? replays.expect(replay, count, properties.canaries()).then(canaries.choose(replay))
                : replays.expect(replay, count, 0);
    }

    private Mono<ReplayOutcome> nothing(UUID replay) {
        return replays.remove(replay).thenReturn(new ReplayOutcome.NothingOpen());
    }

    private static AuditedAction deed(UUID replay, Selection selection, @Nullable String filter, long count) {
        return new AuditedAction("replay-draft", null, replay, selection.named(), filter, count);
    }

    private @Nullable String filter(Selection selection) {
        return selection instanceof Selection.Matching matching ? json.writeValueAsString(matching.filter()) : null;
    }
}
