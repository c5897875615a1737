package io.letsrun.profile.runner;

import io.letsrun.edge.cache.AnswerBatch;
import io.letsrun.edge.cache.AnswerCache;
import io.letsrun.edge.cache.CachedAnswer;
import io.letsrun.edge.cache.UserRead;
import io.letsrun.edge.http.EntityTag;
import io.letsrun.edge.problem.Refused;
import io.letsrun.profile.runner.Profiles.Found;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Tells a runner about themselves. */
@Component
record ProfileRead(Profiles profiles, JsonMapper json) implements UserRead {

    @Override
    public String path() {
        return "/v1/profile";
    }

    /** Whoever signed up a moment ago has no profile yet; whose signup was rejected never will. */
    @Override
    public Mono<AnswerBatch.Found> read(UUID userId, MultiValueMap<String, String> query) {
        return profiles.find(userId)
                .switchIfEmpty(Mono.error(() -> Refused.notYet("profile")))
                .map(this::answer);
    }

    private AnswerBatch.Found answer(Found found) {
        Profile profile = found.profile().orElseThrow(() -> Refused.unknown("the profile"));
        byte[] body = json.writeValueAsBytes(profile);
        return new AnswerBatch.Found(
                new CachedAnswer(new CachedAnswer.Head(found.revision(), EntityTag.of(body), null), body),
                AnswerCache.LIFETIME);
    }
}
