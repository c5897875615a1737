package io.letsrun.gateway.run;

import io.letsrun.contracts.run.RunDeleted;
import io.letsrun.gateway.upstream.Reply;
import io.letsrun.gateway.upstream.Upstream;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * What profile-consumer has stored of runs, so that a deletion which cannot count is refused.
 *
 * <p>It is asked for a moment only. A run that it does not know may still be on its way, and a deletion is taken then, as it is
 * when profile-consumer does not answer.
 */
final class StoredVersions {

    private static final Duration PATIENCE = Duration.ofMillis(300);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int OK = 200;
    private static final int LONGEST = 1024;

    private final Upstream profileService;

    StoredVersions(Upstream profileService) {
        this.profileService = profileService;
        JSON.readValue("{\"version\":1}", Stored.class); // Jackson learns how under a lock
    }

    /**
     * Returns the run's stored version if it is higher than the deletion's, and nothing otherwise or when it is not known;
     * does not fail.
     */
    Mono<Long> higherThan(RunDeleted deletion, HttpHeaders caller) {
        return profileService
                .get("/v1/runs/" + deletion.runId() + "/version", caller)
                .timeout(PATIENCE)
                .flatMap(StoredVersions::version)
                .filter(version -> version > deletion.version())
                .onErrorComplete();
    }

    private static Mono<Long> version(Reply reply) {
        return reply.status().value() == OK
                ? reply.bytes(LONGEST)
                        .map(body -> JSON.readValue(body, Stored.class).version())
                : reply.release().then(Mono.empty());
    }

    private record Stored(long version) {}
}
