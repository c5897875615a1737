package io.letsrun.gateway.read;

import io.letsrun.edge.cache.AnswerBatch;
import io.letsrun.edge.cache.AnswerBatch.Answer;
import io.letsrun.edge.cache.AnswerBatch.Ask;
import io.letsrun.edge.cache.BatchLoader;
import io.letsrun.gateway.upstream.Upstream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;

/** Reads of many users, asked of a service together. */
final class BatchedReads {

    private static final int REQUESTS = 2; // at the same time

    private final Upstream upstream;
    private final BatchLoader<Ask, Answer> loader = new BatchLoader<>(REQUESTS, AnswerBatch.MOST, this::load);

    BatchedReads(Upstream upstream) {
        this.upstream = upstream;
    }

    /** Returns the answer; nothing when a request of its own has to tell why there is none. */
    Mono<Answer> read(String target, HttpHeaders caller) {
        return loader.load(new Ask(upstream.authorization(caller), target));
    }

    private Mono<Map<Ask, Answer>> load(List<Ask> asks) {
        return upstream.postRead(AnswerBatch.PATH, AnswerBatch.writeAsks(asks))
                .map(bytes -> byAsk(asks, AnswerBatch.read(bytes)))
                .onErrorMap(unused -> Upstream.away());
    }

    private static Map<Ask, Answer> byAsk(List<Ask> asks, List<Optional<Answer>> answers) {
        Map<Ask, Answer> found = HashMap.newHashMap(asks.size());
        for (int i = 0; i < asks.size(); i++) {
            Ask ask = asks.get(i);
            answers.get(i).ifPresent(answer -> found.put(ask, answer));
        }
        return found;
    }
}
