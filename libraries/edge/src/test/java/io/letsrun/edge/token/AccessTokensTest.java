package io.letsrun.edge.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.letsrun.contracts.bucket.UserId;
import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.Refused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccessTokensTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final UUID USER = UserId.of(1, 1, 2);
    private static final String OLD = "old:" + secret(1);
    private static final String NEW = "new:" + secret(2);

    @Test
    void verifiesWhatItIssuedUntilItExpires() {
        String token = tokens(OLD, NOW).issue(USER, Duration.ofMinutes(5));

        assertThat(tokens(OLD, NOW).verify(token))
                .isEqualTo(new VerifiedToken(USER, NOW.plus(Duration.ofMinutes(5)), Set.of()));
        assertThat(tokens(OLD, NOW.plusSeconds(299)).verify(token).userId()).isEqualTo(USER);
        assertRefused(tokens(OLD, NOW.plusSeconds(300)), token, Problem.tokenExpired());
    }

    @Test
    void tellsWhatATokenOpens() {
        AccessTokens tokens = tokens(OLD, NOW);

        assertThat(tokens.verify(tokens.issue(USER, Duration.ofMinutes(5), "directory  audit"))
                        .scopes())
                .containsExactlyInAnyOrder("directory", "audit");
    }

    @Test
    void rotatesByTheKeyId() {
        String token = tokens(OLD, NOW).issue(USER, Duration.ofMinutes(5));

        assertThat(tokens(NEW + "," + OLD, NOW).verify(token).userId()).isEqualTo(USER);
        assertRefused(tokens(NEW, NOW), token, Problem.tokenInvalid());
        assertRefused(tokens("old:" + secret(2), NOW), token, Problem.tokenInvalid());
    }

    @Test
    void refusesATokenForAnotherAudienceEvenWithTheSameKey() {
        AccessTokens phones = tokens(OLD, NOW);
        AccessTokens profile = tokens(OLD, "profile-consumer", NOW);
        AccessTokens events = tokens(OLD, "events-service", NOW);
        String ofPhone = phones.issue(USER, Duration.ofMinutes(5));
        String ofProfile = profile.issue(USER, Duration.ofMinutes(5));

        assertThat(profile.verify(ofProfile).userId()).isEqualTo(USER);
        assertRefused(events, ofProfile, Problem.tokenInvalid());
        assertRefused(phones, ofProfile, Problem.tokenInvalid());
        assertRefused(profile, ofPhone, Problem.tokenInvalid());
    }

    @Test
    void refusesForgeries() {
        String token = tokens(OLD, NOW).issue(USER, Duration.ofMinutes(5));
        String[] parts = token.split("\\.");
        String none = base64("{\"alg\":\"none\",\"kid\":\"old\"}");
        String claims = base64("{\"iss\":\"letsrun\",\"sub\":\"%s\",\"exp\":9999999999}".formatted(USER));
        String expired = base64("{\"iss\":\"letsrun\",\"sub\":\"%s\",\"exp\":1}".formatted(USER));

        for (String forged : new String[] {
            "",
            "a",
            "a.b.c",
            "..",
            none + "." + claims + ".",
            none + "." + parts[1] + "." + parts[2],
            parts[0] + "." + claims + "." + parts[2],
            parts[0] + "." + expired + "." + parts[2],
            parts[0] + "." + parts[1] + ".",
            token + "x",
            "x".repeat(5000)
        }) {
            assertRefused(tokens(OLD, NOW), forged, Problem.tokenInvalid());
        }
    }

    @Test
    void saysWhatIsWrongWithKeysAndNotWhatTheyAre() {
        assertThatThrownBy(() -> TokenKeys.parse("")).hasMessage("no token key is given");
        assertThatThrownBy(() -> TokenKeys.parse("secret")).hasMessageNotContaining("secret;");
        assertThatThrownBy(() -> TokenKeys.parse("k:c2hvcnQ")).hasMessageContaining("k is shorter than 32 bytes");
        assertThatThrownBy(() -> TokenKeys.parse("k:***")).hasMessageContaining("k is not base64url");
        assertThat(TokenKeys.parse(OLD)).hasToString("TokenKeys[old]");
    }

    private static void assertRefused(AccessTokens tokens, String token, Problem problem) {
        assertThatThrownBy(() -> tokens.verify(token))
                .as(token)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.problem()).isEqualTo(problem));
    }

    private static AccessTokens tokens(String keys, Instant now) {
        return tokens(keys, null, now);
    }

    private static AccessTokens tokens(String keys, @Nullable String audience, Instant now) {
        return new AccessTokens(TokenKeys.parse(keys), audience, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static String base64(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }

    private static String secret(int fill) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) fill);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
