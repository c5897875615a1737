package io.letsrun.console.edit;

import com.github.f4b6a3.uuid.UuidCreator;
import io.letsrun.console.access.Caller;
import io.letsrun.console.access.Role;
import io.letsrun.console.audit.Audit;
import io.letsrun.console.audit.AuditedAction;
import io.letsrun.console.replay.ReplayProperties;
import io.letsrun.console.replay.ReplayTable;
import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Letters whose payload is wrong, sent again with a right one. It is a new event, with an id of its own and the old one's
 * beside it, and the letter itself stays as it was.
 */
@Component
public class LetterEdits {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String FIND = "SELECT event_type, state FROM dead_letters.letter WHERE id = $1 FOR SHARE";

    /** A rival who claims the letter before this is sent makes it a skipped item, as with any other replay. */
    private static final String ADD = """
            INSERT INTO dead_letters.replay_item (replay_id, letter_id, edited_key, edited_value, edited_event_id)
            VALUES ($1, $2, $3, $4, $5)
            """;

    private final DatabaseClient database;
    private final TransactionalOperator transactions;
    private final PayloadRules rules;
    private final ReplayTable replays;
    private final Audit audit;
    private final EditProperties properties;

    LetterEdits(
            DatabaseClient database,
            TransactionalOperator transactions,
            PayloadRules rules,
            ReplayTable replays,
            Audit audit,
            EditProperties properties) {
        this.database = database;
        this.transactions = transactions;
        this.rules = rules;
        this.replays = replays;
        this.audit = audit;
        this.properties = properties;
    }

    /** Whether editing is switched on at all. */
    public boolean on() {
        return properties.editing();
    }

    /** @param payload JSON, byte for byte as it will be sent */
    public Mono<EditOutcome> edit(Caller caller, long letter, String payload, String reason) {
        caller.require(Role.EDITOR);
        if (!properties.editing()) {
            return Mono.just(new EditOutcome.SwitchedOff());
        }
        return database.sql(FIND)
                .bind(0, letter)
                .map(Found::of)
                .one()
                .flatMap(found -> found.state().equals("open")
                        ? checked(caller, letter, rules.check(found.type(), payload), reason)
                        : Mono.just(new EditOutcome.NotOpen(found.state())))
                .defaultIfEmpty(new EditOutcome.Unknown())
                .as(transactions::transactional)
                .timeout(PATIENCE);
    }

    private Mono<EditOutcome> checked(Caller caller, long letter, PayloadRules.Verdict verdict, String reason) {
        return switch (verdict) {
            case PayloadRules.Verdict.Broken broken -> Mono.just(new EditOutcome.Invalid(broken.errors()));
            case PayloadRules.Verdict.Good good -> start(caller, letter, good, reason);
        };
    }

    private Mono<EditOutcome> start(Caller caller, long letter, PayloadRules.Verdict.Good good, String reason) {
        UUID replay = UuidCreator.getTimeOrderedEpoch();
        return replays.insert(replay, caller.name(), null, ReplayProperties.DEFAULT_RATE)
                .then(add(replay, letter, good))
                .then(replays.expect(replay, 1, 0))
                .then(replays.start(replay))
                .then(audit.write(caller, new AuditedAction("edit", reason, replay, List.of(letter), null, 1L)))
                .then(replays.find(replay))
                .map(EditOutcome.Accepted::new);
    }

    /** The key follows the event: it decides which partition, and what it is in order with. */
    private Mono<Void> add(UUID replay, long letter, PayloadRules.Verdict.Good good) {
        return database.sql(ADD)
                .bind(0, replay)
                .bind(1, letter)
                .bind(2, good.event().partitionKey().getBytes(StandardCharsets.UTF_8))
                .bind(3, good.payload())
                .bind(4, UuidCreator.getTimeOrderedEpoch().toString())
                .fetch()
                .rowsUpdated()
                .then();
    }

    private record Found(@Nullable String type, String state) {

        static Found of(Readable row) {
            return new Found(
                    row.get("event_type", String.class), Objects.requireNonNull(row.get("state", String.class)));
        }
    }
}
