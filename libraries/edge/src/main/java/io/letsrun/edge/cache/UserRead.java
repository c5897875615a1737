package io.letsrun.edge.cache;

import io.letsrun.edge.cache.AnswerBatch.Found;
import java.util.UUID;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Mono;

/** A read whose answers the gateway keeps. */
public interface UserRead {

    String path();

    /**
     * Returns the answer with its lifetime; fails as {@link io.letsrun.edge.problem.Refused} when there is none.
     *
     * @param query the parameters, which may be wrong
     */
    Mono<Found> read(UUID userId, MultiValueMap<String, String> query);
}
