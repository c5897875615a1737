package io.letsrun.delivery.batch;

import io.letsrun.contracts.delivery.FailureReason;
import io.letsrun.contracts.event.Event;
import io.letsrun.delivery.retry.DependencyDown;
import io.letsrun.delivery.retry.Verdict;
import io.letsrun.delivery.tracing.BatchTrace;
import io.letsrun.edge.storage.Failure;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Stores what can be stored of a batch, and finds the records that cannot, with few statements as long as those are few.
 *
 * <p>It works from the front, one piece at a time. When a piece fails, its first half is tried next, down to a single record
 * that fails alone; when that half is stored, the other half must hold the bad record and is halved without being tried. One bad
 * record costs log<sub>2</sub> n more statements than none. With many, a piece is as large as is likely to pass, given how many
 * have failed so far, as in group testing.
 */
final class BatchBisection<E extends Event> {

    /** A piece tells most when it passes with probability one half: {@code ln 2} records for each bad one. */
    private static final double LIKELY_TO_PASS = Math.log(2);

    /** At first, as if this share of the batch had been stored without a bad record. */
    private static final double PRIOR = 0.125;

    private final BatchHandler<E> handler;
    private final List<Item<E>> items;
    private final List<Verdict> verdicts;

    private int settled;
    private int bad;

    /** Among this many of the next records is a bad one; 0 when nothing is known. */
    private int suspects;

    /** @param verdicts where the verdict of each item that cannot be stored is put, at its index */
    BatchBisection(BatchHandler<E> handler, List<Item<E>> items, List<Verdict> verdicts) {
        this.handler = handler;
        this.items = items;
        this.verdicts = verdicts;
    }

    record Item<E>(int index, E event) {}

    /** Completes when each item is stored or has its verdict; fails with {@link DependencyDown} in an outage. */
    Mono<Void> run() {
        return items.isEmpty()
                ? Mono.empty()
                : Mono.deferContextual(context -> next(BatchTrace.of(context)))
                        .repeat(() -> settled < items.size())
                        .then();
    }

    private Mono<Void> next(BatchTrace trace) {
        int size = size();
        List<E> events =
                items.subList(settled, settled + size).stream().map(Item::event).toList();
        return Mono.defer(() -> handler.store(events))
                .then(Mono.<Void>fromRunnable(() -> stored(size, trace)))
                .onErrorResume(error -> failed(size, error, trace));
    }

    /** After an outage: what is neither stored nor has a verdict. */
    List<Item<E>> unsettled() {
        return items.subList(settled, items.size());
    }

    private int size() {
        int left = items.size() - settled;
        if (suspects > 0) {
            return Math.max(1, suspects / 2);
        }
        if (bad == 0) {
            return left;
        }
        double density = bad / (settled + PRIOR * items.size());
        return Math.clamp((long) (LIKELY_TO_PASS / density), 1, left);
    }

    private void stored(int size, BatchTrace trace) {
        items.subList(settled, settled + size).forEach(item -> trace.decided(item.index()));
        settled += size;
        suspects = Math.max(0, suspects - size);
    }

    private Mono<Void> failed(int size, Throwable error, BatchTrace trace) {
        Failure failure = Failure.of(error);
        if (failure == Failure.DEPENDENCY_DOWN) {
            return Mono.error(new DependencyDown(error));
        }
        if (size > 1) {
            suspects = size;
            return Mono.empty();
        }
        int index = items.get(settled).index();
        verdicts.set(index, verdict(failure, error));
        trace.decided(index);
        settled++;
        bad++;
        suspects = 0;
        return Mono.empty();
    }

    private static Verdict verdict(Failure failure, Throwable error) {
        return failure == Failure.TRANSIENT
                ? new Verdict.Retry(error)
                : new Verdict.DeadLettered(Failure.isRule(error) ? FailureReason.RULE : FailureReason.BUG, error);
    }
}
