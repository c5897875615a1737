package io.letsrun.contracts.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AccessTokensTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final UUID USER = new UUID(1, 2);
    private static final String OLD = "old:" + secret(1);
    private static final String NEW = "new:" + secret(2);

    @Test
    void verifiesWhatItIssuedUntilItExpires() {
        String token = tokens(OLD, NOW).issue(USER, Duration.ofMinutes(5));

        assertThat(tokens(OLD, NOW).verify(token))
                .contains(new AccessTokens.Verified(USER, NOW.plus(Duration.ofMinutes(5)), Set.of()));
        assertThat(tokens(OLD, NOW.plusSeconds(299)).verify(token)).isPresent();
        assertThat(tokens(OLD, NOW.plusSeconds(300)).verify(token)).isEmpty();
    }

    @Test
    void tellsWhatATokenIsGoodFor() {
        AccessTokens tokens = tokens(OLD, NOW);

        assertThat(tokens.verify(tokens.issue(USER, Duration.ofMinutes(5), "directory  audit")))
                .hasValueSatisfying(
                        verified -> assertThat(verified.scopes()).containsExactlyInAnyOrder("directory", "audit"));
    }

    @Test
    void rotatesByTheKeyId() {
        String token = tokens(OLD, NOW).issue(USER, Duration.ofMinutes(5));

        assertThat(tokens(NEW + "," + OLD, NOW).verify(token)).isPresent();
        assertThat(tokens(NEW, NOW).verify(token)).isEmpty();
        assertThat(tokens("old:" + secret(2), NOW).verify(token)).isEmpty();
    }

    @Test
    void refusesForgeries() {
        String token = tokens(OLD, NOW).issue(USER, Duration.ofMinutes(5));
        String[] parts = token.split("\\.");
        String none = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\",\"kid\":\"old\"}".getBytes(UTF_8));
        String claims = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"iss\":\"letsrun\",\"sub\":\"%s\",\"exp\":9999999999}"
                        .formatted(USER)
                        .getBytes(UTF_8));

        for (String forged : new String[] {
            "",
            "a",
            "a.b.c",
            "..",
            none + "." + claims + ".",
            none + "." + parts[1] + "." + parts[2],
            parts[0] + "." + claims + "." + parts[2],
            parts[0] + "." + parts[1] + ".",
            token + "x",
            "x".repeat(5000)
        }) {
            assertThat(tokens(OLD, NOW).verify(forged)).as(forged).isEmpty();
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

    private static AccessTokens tokens(String keys, Instant now) {
        return new AccessTokens(TokenKeys.parse(keys), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static String secret(int fill) {
        byte[] bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) fill);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
