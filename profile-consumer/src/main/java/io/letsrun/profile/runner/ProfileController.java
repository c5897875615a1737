package io.letsrun.profile.runner;

import io.letsrun.edge.problem.Refused;
import io.letsrun.edge.http.EntityTag;
import io.letsrun.edge.token.TokenVerifier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Tells a runner about themselves. */
@RestController
final class ProfileController {

    private final Profiles profiles;
    private final TokenVerifier tokens;
    private final JsonMapper json;

    ProfileController(Profiles profiles, TokenVerifier tokens, JsonMapper json) {
        this.profiles = profiles;
        this.tokens = tokens;
        this.json = json;
    }

    @GetMapping("/v1/profile")
    Mono<ResponseEntity<byte[]>> profile(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization) {
        return profiles.find(tokens.userOf(authorization))
                .map(json::writeValueAsBytes)
                .map(ProfileController::tagged)
                .switchIfEmpty(Mono.error(() -> Refused.unknown("the profile")));
    }

    /** A matching If-None-Match becomes a 304 further down, in the framework. */
    private static ResponseEntity<byte[]> tagged(byte[] body) {
        return ResponseEntity.ok()
                .eTag(EntityTag.of(body))
                .cacheControl(CacheControl.noCache().cachePrivate())
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }
}
