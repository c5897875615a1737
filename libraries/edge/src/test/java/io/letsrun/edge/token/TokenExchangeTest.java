package io.letsrun.edge.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.letsrun.contracts.bucket.UserId;
import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.Refused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TokenExchangeTest {

    private static final UUID USER = UserId.of(1, 1, 2);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    private static final TokenKeys PHONES = key(1);
    private static final TokenKeys PROFILE = key(2);
    private static final TokenKeys EVENTS = key(3);

    private final AccessTokens phones = new AccessTokens(PHONES, null, NOW);
    private final TokenVerifier gateway = new TokenVerifier(phones, 10, NOW);
    private final TokenExchange exchange =
            new TokenExchange(gateway, Map.of("profile-consumer", PROFILE, "events-service", EVENTS), NOW);

    @Test
    void givesEachServiceATokenThatOpensNoOther() {
        String forProfile = exchange.to("profile-consumer").apply("Bearer " + phones.issue(USER, DAY));

        assertThat(verifier(PROFILE, "profile-consumer").userOf(forProfile)).isEqualTo(USER);
        assertRefused(verifier(EVENTS, "events-service"), forProfile);
        assertRefused(gateway, forProfile);
    }

    @Test
    void keepsPhonesTokensFromTheServicesBehind() {
        String ofPhone = "Bearer " + phones.issue(USER, DAY);

        assertThat(gateway.userOf(ofPhone)).isEqualTo(USER);
        assertRefused(verifier(PROFILE, "profile-consumer"), ofPhone);
        assertRefused(verifier(EVENTS, "events-service"), ofPhone);
    }

    /** profile-consumer signs whatever it likes with what it holds. */
    @Test
    void aServiceCanForgeForNobodyElse() {
        for (String audience : new String[] {"events-service", "profile-consumer", null}) {
            String forged = "Bearer " + new AccessTokens(PROFILE, audience, NOW).issue(USER, DAY, "directory");

            assertRefused(verifier(EVENTS, "events-service"), forged);
            assertRefused(gateway, forged);
        }
    }

    @Test
    void exchangesNothingButAPhonesTokenThatHolds() {
        UnaryOperator<@Nullable String> toProfile = exchange.to("profile-consumer");
        String expired = "Bearer " + phones.issue(USER, Duration.ZERO);

        assertReason(() -> toProfile.apply(null), Problem.tokenMissing());
        assertReason(() -> toProfile.apply("Basic x"), Problem.tokenMissing());
        assertReason(() -> toProfile.apply("Bearer x"), Problem.tokenInvalid());
        assertReason(() -> toProfile.apply(expired), Problem.tokenExpired());
    }

    @Test
    void leavesThePhonesScopesBehind() {
        String exchanged = exchange.to("events-service").apply("Bearer " + phones.issue(USER, DAY, "directory"));

        assertThat(verifier(EVENTS, "events-service").verify(exchanged).scopes())
                .isEmpty();
    }

    @Test
    void signsOnceForAPhonesToken() {
        UnaryOperator<@Nullable String> toProfile = exchange.to("profile-consumer");
        String ofPhone = "Bearer " + phones.issue(USER, DAY);
        String ofAnother = "Bearer " + phones.issue(UserId.of(3, 3, 4), DAY);

        assertThat(toProfile.apply(ofPhone)).isSameAs(toProfile.apply(ofPhone));
        assertThat(toProfile.apply(ofAnother)).isNotEqualTo(toProfile.apply(ofPhone));
    }

    @Test
    void holdsForMinutes() {
        String exchanged =
                Objects.requireNonNull(exchange.to("profile-consumer").apply("Bearer " + phones.issue(USER, DAY)));

        assertThat(verifier(PROFILE, "profile-consumer").verify(exchanged).expiresAt())
                .isEqualTo(NOW.instant().plus(Duration.ofMinutes(10)));
    }

    @Test
    void refusesAServiceWithoutKeys() {
        assertThatThrownBy(() -> exchange.to("rankings-service"))
                .isInstanceOf(InvalidTokenKeys.class)
                .hasMessage("letsrun.token.services.rankings-service cannot be used: no token key is given.");
    }

    private static void assertRefused(TokenVerifier service, @Nullable String authorization) {
        assertReason(() -> service.userOf(authorization), Problem.tokenInvalid());
    }

    private static void assertReason(Supplier<?> asking, Problem problem) {
        assertThatThrownBy(asking::get)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.problem()).isEqualTo(problem));
    }

    private static TokenVerifier verifier(TokenKeys keys, String audience) {
        return new TokenVerifier(new AccessTokens(keys, audience, NOW), 10, NOW);
    }

    private static TokenKeys key(int fill) {
        byte[] secret = new byte[32];
        java.util.Arrays.fill(secret, (byte) fill);
        return TokenKeys.parse("k:" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }
}
