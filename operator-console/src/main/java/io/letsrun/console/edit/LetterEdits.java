package io.letsrun.console.edit;

import com.github.f4b6a3.uuid.UuidCreator;
import io.letsrun.console.access.AccessProperties;
import io.letsrun.console.access.Caller;
import io.letsrun.console.access.Role;
import io.letsrun.console.audit.Audit;
import io.letsrun.console.audit.Audit.AuditedAction;
import io.letsrun.console.replay.Lifecycle;
import io.letsrun.console.replay.Replay;
import io.letsrun.console.replay.Replays;
import io.letsrun.contracts.event.Event;
import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.ProblemKind;
import io.letsrun.edge.problem.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
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

    private static final String FIND =
            "SELECT event_type, state, value FROM dead_letters.letter WHERE id = $1 FOR SHARE";

    private final DatabaseClient database;
    private final TransactionalOperator transactions;
    private final PayloadRules rules;
    private final Replays replays;
    private final Lifecycle lifecycle;
    private final Audit audit;
    private final AccessProperties properties;

    LetterEdits(
            DatabaseClient database,
            TransactionalOperator transactions,
            PayloadRules rules,
            Replays replays,
            Lifecycle lifecycle,
            Audit audit,
            AccessProperties properties) {
        this.database = database;
        this.transactions = transactions;
        this.rules = rules;
        this.replays = replays;
        this.lifecycle = lifecycle;
        this.audit = audit;
        this.properties = properties;
    }

    /** @throws Refused when editing is switched off */
    void requireOn() {
        if (!properties.editing()) {
            throw Problem.of(ProblemKind.FORBIDDEN, "Editing is switched off.").refused();
        }
    }

    /**
     * Sends the edited event, as a replay of one.
     *
     * @param payload JSON, byte for byte as it will be sent
     * @throws Refused when the letter is unknown or not open, or the payload breaks a rule
     */
    public Mono<Replay> edit(Caller caller, long letter, String payload, String reason) {
        caller.require(Role.EDITOR);
        requireOn();
        return database.sql(FIND)
                .bind(0, letter)
                .mapProperties(Found.class)
                .one()
                .switchIfEmpty(Mono.error(() -> Refused.unknown("the letter")))
                .doOnNext(Found::requireOpen)
                .map(found -> rules.check(found.eventType(), payload, found.value()))
                .flatMap(event -> start(caller, letter, event, payload, reason))
                .as(transactions::transactional)
                .timeout(PATIENCE);
    }

    /** The key follows the event: it decides which partition, and what it is in order with. */
    private Mono<Replay> start(Caller caller, long letter, Event event, String payload, String reason) {
        byte[] key = event.partitionKey().getBytes(StandardCharsets.UTF_8);
        byte[] value = payload.getBytes(StandardCharsets.UTF_8);
        String eventId = UuidCreator.getTimeOrderedEpoch().toString();
        return replays.startOne(caller, replay -> lifecycle.addEdited(replay, letter, key, value, eventId))
                .delayUntil(replay ->
                        audit.write(caller, new AuditedAction("edit", reason, replay.id(), List.of(letter), null, 1L)));
    }

    record Found(@Nullable String eventType, String state, byte @Nullable [] value) {

        void requireOpen() {
            if (!state.equals("open")) {
                throw Refused.conflict("The letter is %s.".formatted(state));
            }
        }
    }
}
