package io.letsrun.gateway.read;

import io.letsrun.edge.cache.AnswerCache;
import io.letsrun.edge.redis.Redis;
import io.letsrun.edge.token.TokenVerifier;
import io.letsrun.gateway.http.Urgency;
import io.letsrun.gateway.upstream.Upstream;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
record ReadConfiguration(TokenVerifier tokens) {

    /** First pages of up to 100, as apps show them. */
    private static final Pattern FIRST_PAGE = Pattern.compile("limit=([1-9][0-9]?|100)");

    @Bean
    AnswerCache answerCache(Redis redis) {
        return new AnswerCache(redis);
    }

    @Bean
    CachedRead.Source profileAnswers(Upstream profileService) {
        return CachedRead.Source.together(profileService);
    }

    @Bean
    CachedRead getProfile(
            Upstream profileService, CachedRead.Source profileAnswers, KeptAnswers kept, SharedReads shared) {
        return new CachedRead(
                new RelayedRead("/v1/profile", "profile", Urgency.READ, tokens, profileService, Upstream::samePath),
                profileAnswers,
                null,
                kept,
                shared);
    }

    @Bean
    CachedRead getRuns(
            Upstream profileService, CachedRead.Source profileAnswers, KeptAnswers kept, SharedReads shared) {
        return new CachedRead(
                new RelayedRead("/v1/runs", "run-history", Urgency.READ, tokens, profileService, Upstream::samePath),
                profileAnswers,
                FIRST_PAGE,
                kept,
                shared);
    }

    @Bean
    RelayedRead getRun(Upstream profileService) {
        return new RelayedRead(
                "/v1/runs/{runId}", "stored-run", Urgency.READ, tokens, profileService, Upstream::samePath);
    }

    @Bean
    CachedRead getEvents(Upstream eventsService, KeptAnswers kept, SharedReads shared) {
        return new CachedRead(
                new RelayedRead("/v1/events", "events", Urgency.EVENT, tokens, eventsService, Upstream::pathOfUser),
                CachedRead.Source.alone(eventsService),
                FIRST_PAGE,
                kept,
                shared);
    }

    @Bean
    RelayedRead getEvent(Upstream eventsService) {
        return new RelayedRead(
                "/v1/events/{eventId}", "stored-event", Urgency.EVENT, tokens, eventsService, Upstream::pathOfUser);
    }
}
