package io.letsrun.gateway.signup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.letsrun.contracts.bucket.Bucket;
import io.letsrun.contracts.bucket.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserIdGeneratorTest {

    private static final String KEY = "0123456789abcdef";
    private static final SignupForm ANN =
            new SignupForm(new EmailAddress("ann@example.org", "ann@example.org"), "Ann", "Lee", null, null, null);
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);

    private final UserIdGenerator ids = new UserIdGenerator(secret(1), NOON);

    @Test
    void areTheSameForTheSameKeyAndBodyInEveryGateway() {
        UUID id = ids.of(KEY, ANN).today();

        assertThat(new UserIdGenerator(secret(1), NOON).of(KEY, ANN).today()).isEqualTo(id);
        assertThat(id.version()).isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void differWithTheSecretTheKeyTheBodyAndTheDay() {
        SignupForm other = new SignupForm(ANN.email(), "An", "nLee", null, null, null);
        UserIdGenerator tomorrow = new UserIdGenerator(secret(1), Clock.offset(NOON, Duration.ofDays(1)));

        assertThat(ids.of(KEY, ANN).today())
                .isNotEqualTo(new UserIdGenerator(secret(2), NOON).of(KEY, ANN).today())
                .isNotEqualTo(ids.of(KEY + KEY, ANN).today())
                .isNotEqualTo(ids.of(KEY, other).today())
                .isNotEqualTo(tomorrow.of(KEY, ANN).today())
                .isEqualTo(tomorrow.of(KEY, ANN).yesterday());
    }

    @Test
    void bindTheKeyUnderANameThatDoesNotShowIt() {
        SignupForm other = new SignupForm(ANN.email(), "Eve", "Lee", null, null, null);

        assertThat(ids.of(KEY, ANN).binding())
                .isEqualTo(ids.of(KEY, other).binding())
                .isNotEqualTo(ids.of(KEY + "0", ANN).binding())
                .isNotEqualTo(new UserIdGenerator(secret(2), NOON).of(KEY, ANN).binding())
                .hasSize("letsrun:idempotency:".length() + 22);
    }

    @Test
    void areNewEachTimeWithoutAKey() {
        assertThat(ids.random(ANN)).isNotEqualTo(ids.random(ANN));
    }

    @Test
    void areOfTheBucketOfTheAddress() {
        SignupForm bea =
                new SignupForm(new EmailAddress("Bea@example.org", "bea@example.org"), "Bea", "Lee", null, null, null);

        for (SignupForm form : List.of(ANN, bea)) {
            short bucket = Bucket.ofEmailKey(form.email().key());
            assertThat(Stream.of(
                            ids.random(form),
                            ids.of(KEY, form).today(),
                            ids.of(KEY, form).yesterday()))
                    .allMatch(UserId::isWellFormed)
                    .allMatch(id -> Bucket.ofUser(id) == bucket);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c2hvcnQ", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "not base64url, and secret!"})
    void areNotMadeWithoutASecret(String key) {
        assertThatThrownBy(() -> new UserIdProperties(key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("LETSRUN_USER_ID_KEY")
                .hasMessageNotContaining("secret!");
    }

    private static UserIdProperties secret(int seed) {
        byte[] secret = new byte[32];
        secret[0] = (byte) seed;
        return new UserIdProperties(Base64.getUrlEncoder().encodeToString(secret));
    }
}
