package io.letsrun.gateway.run;

import io.letsrun.contracts.run.RunDeleted;
import io.letsrun.gateway.upstream.Reply;
import io.letsrun.gateway.upstream.Upstream;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks profile-consumer for stored versions, so that a deletion of a lower version is refused. An unknown run may still be on its
 * way, so its deletion is accepted, as it is when profile-consumer does not answer in time.
 */
@Component
record StoredVersions(Upstream profileService) {

    private static final Duration TIMEOUT = Duration.ofMillis(300);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int OK = 200;
    private static final int LONGEST = 1024;

    StoredVersions {
        JSON.readValue("{\"version\":1}", Stored.class); // Jackson builds the deserializer under a lock
    }

    /** Returns the stored version if it is higher than the deletion's, else nothing; does not fail. */
    Mono<Long> higherThan(RunDeleted deletion, HttpHeaders caller) {
        return profileService
                .get("/v1/runs/" + deletion.runId() + "/version", caller)
                .flatMap(StoredVersions::version)
                .timeout(TIMEOUT)
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
