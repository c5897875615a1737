package io.letsrun.contracts.signup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SignupCacheTest {

    private static final UUID USER = UUID.fromString("0190a0b0-c0d0-8ccf-8a1b-2c3d4e5f6071");
    private static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void readsTheClaimsItWrote() {
        EmailClaim with = EmailClaim.confirmed(USER);
        EmailClaim without = EmailClaim.provisional(USER);

        assertThat(EmailClaim.parse(with.value())).isEqualTo(with);
        assertThat(EmailClaim.parse(without.value())).isEqualTo(without);
        assertThat(with.value()).hasSizeLessThanOrEqualTo(44);
        assertThatThrownBy(() -> EmailClaim.parse("nonsense")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void showsNoAddressInTheKey() {
        assertThat(EmailClaim.key("ada@example.org")).doesNotContain("ada").hasSize("letsrun:claim:{}".length() + 22);
    }

    @Test
    void putsTheKeysInto64SlotsOfACluster() {
        Set<String> claims = new HashSet<>();
        Set<String> statuses = new HashSet<>();
        for (int i = 0; i < 5_000; i++) {
            claims.add(tag(EmailClaim.key("runner-" + i + "@example.org")));
            statuses.add(tag(SignupStatus.key(UUID.nameUUIDFromBytes(new byte[] {(byte) i, (byte) (i >> 8)}))));
        }
        assertThat(claims).hasSize(64);
        assertThat(statuses).hasSize(64);
    }

    private static String tag(String key) {
        return key.substring(key.indexOf('{'), key.indexOf('}') + 1);
    }

    @Test
    void readsTheStatusItWrote() {
        SignupStatus active = SignupStatus.of(new SignupAccepted(USER, "Ada", "N", null, null, null, THEN));
        SignupStatus rejected = SignupStatus.of(new SignupRejected(USER, SignupRejected.EMAIL_TAKEN, THEN));

        assertThat(active.value()).isEqualTo("active:1767323045000000:");
        assertThat(rejected.value())
                .isEqualTo("rejected:1767323045000000:email-taken")
                .hasSizeLessThanOrEqualTo(44);
        assertThat(SignupStatus.ofValue(USER, active.value())).isEqualTo(active);
        assertThat(SignupStatus.ofValue(USER, rejected.value())).isEqualTo(rejected);
        assertThatThrownBy(() -> SignupStatus.ofValue(USER, "active")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SignupStatus.ofValue(USER, "active:then:"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsTheStatusThatSignupServiceTells() {
        String json = "{\"userId\":\"%s\",\"status\":\"active\",\"updatedAt\":\"2026-01-02T03:04:05Z\"}";

        assertThat(SignupStatus.parse(json.formatted(USER)))
                .isEqualTo(SignupStatus.of(new SignupAccepted(USER, "Ada", "N", null, null, null, THEN)));
        assertThatThrownBy(() -> SignupStatus.parse("{")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsPersonalDataOutOfLogs() {
        assertThat(new SignupRequested(USER, "ada@example.org", "ada@example.org", "Ada", "N", null, null, null, THEN))
                .hasToString("SignupRequested[userId=" + USER + "]");
        assertThat(new SignupAccepted(USER, "Ada", "N", null, null, null, THEN))
                .hasToString("SignupAccepted[userId=" + USER + "]");
    }
}
