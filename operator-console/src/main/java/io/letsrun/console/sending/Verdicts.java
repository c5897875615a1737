package io.letsrun.console.sending;

import io.letsrun.console.replay.Lifecycle;
import io.letsrun.contracts.delivery.ReplayResult;
import io.letsrun.contracts.event.Topics;
import io.letsrun.delivery.batch.BatchHandler;
import io.letsrun.delivery.batch.Subscription;
import io.letsrun.delivery.tracing.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Stores what became of replayed letters.
 *
 * <p>A result may come before the sending was recorded, several times, or for an unknown replay. A letter whose
 * acknowledgement was lost is sent twice and may have two different ones: then it is applied, in whatever order they come.
 */
@Component
final class Verdicts implements BatchHandler<ReplayResult> {

    private final Lifecycle lifecycle;
    private final TransactionalOperator transactions;

    Verdicts(Lifecycle lifecycle, TransactionalOperator transactions) {
        this.lifecycle = lifecycle;
        this.transactions = transactions;
    }

    @Bean
    static Subscription<ReplayResult> replayResults(Verdicts verdicts) {
        return new Subscription<>(Topics.REPLAY_RESULTS, List.of(ReplayResult.TYPE), verdicts);
    }

    @Override
    public Mono<Void> store(List<ReplayResult> results) {
        Map<UUID, ReplayResult> byItem = new TreeMap<>();
        results.forEach(result -> byItem.merge(result.replayId(), result, Verdicts::preferred));
        Mono<Void> stored = lifecycle.verdicts(byItem.values()).as(transactions::transactional);
        return Statement.traced("UPDATE", "dead_letters.replay_item", stored);
    }

    private static ReplayResult preferred(ReplayResult one, ReplayResult other) {
        return one.outcome().equals(ReplayResult.APPLIED) ? one : other;
    }
}
