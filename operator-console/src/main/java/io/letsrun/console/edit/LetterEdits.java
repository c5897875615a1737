package io.letsrun.console.edit;

import com.github.f4b6a3.uuid.UuidCreator;
import io.letsrun.console.access.AccessProperties;
import io.letsrun.console.access.Caller;
import io.letsrun.console.access.Role;
import io.letsrun.console.audit.Audit;
import io.letsrun.console.audit.AuditedAction;
import io.letsrun.console.replay.Lifecycle;
import io.letsrun.console.replay.Replay;
import io.letsrun.console.replay.Replays;
import io.letsrun.edge.problem.FieldError;
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

    /** Whether editing is switched on at all. */
    public boolean on() {
        return properties.editing();
    }

    /** @param payload JSON, byte for byte as it will be sent */
    public Mono<Outcome> edit(Caller caller, long letter, String payload, String reason) {
        caller.require(Role.EDITOR);
        if (!properties.editing()) {
            return Mono.just(new Outcome.SwitchedOff());
        }
        return database.sql(FIND)
                .bind(0, letter)
                .mapProperties(Found.class)
                .one()
                .flatMap(found -> found.state().equals("open")
                        ? checked(caller, letter, rules.check(found.eventType(), payload, found.value()), reason)
                        : Mono.just(new Outcome.NotOpen(found.state())))
                .defaultIfEmpty(new Outcome.Unknown())
                .as(transactions::transactional)
                .timeout(PATIENCE);
    }

    private Mono<Outcome> checked(Caller caller, long letter, PayloadRules.Verdict verdict, String reason) {
        return switch (verdict) {
            case PayloadRules.Verdict.Broken broken -> Mono.just(new Outcome.Invalid(broken.errors()));
            case PayloadRules.Verdict.Good good -> start(caller, letter, good, reason);
        };
    }

    /** The key follows the event: it decides which partition, and what it is in order with. */
    private Mono<Outcome> start(Caller caller, long letter, PayloadRules.Verdict.Good good, String reason) {
        byte[] key = good.event().partitionKey().getBytes(StandardCharsets.UTF_8);
        String eventId = UuidCreator.getTimeOrderedEpoch().toString();
        return replays.startOne(caller, replay -> lifecycle.addEdited(replay, letter, key, good.payload(), eventId))
                .delayUntil(replay ->
                        audit.write(caller, new AuditedAction("edit", reason, replay.id(), List.of(letter), null, 1L)))
                .map(Outcome.Accepted::new);
    }

    record Found(@Nullable String eventType, String state, byte @Nullable [] value) {}

    /** The result of editing a letter. */
    public sealed interface Outcome {

        /** The edited event is on its way, as a replay of one. */
        record Accepted(Replay replay) implements Outcome {}

        /** The payload breaks these rules; nothing has happened. */
        record Invalid(List<FieldError> errors) implements Outcome {}

        /** Somebody else replays the letter or has discarded it. */
        record NotOpen(String state) implements Outcome {}

        /** Editing is switched off. */
        record SwitchedOff() implements Outcome {}

        /** There is no such letter. */
        record Unknown() implements Outcome {}
    }
}
