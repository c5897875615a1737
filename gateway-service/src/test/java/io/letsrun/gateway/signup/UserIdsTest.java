package io.letsrun.gateway.signup;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.contracts.signup.EmailClaim;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UserIdsTest {

    private static final String KEY = EmailClaim.digest("key");

    private final UserIds ids = new UserIds(Clock.systemUTC());

    @Test
    void areTheSameForTheSameAddressAndKeyInEveryGateway() {
        UUID id = ids.of("ann@example.org", KEY);

        assertThat(new UserIds(Clock.systemUTC()).of("ann@example.org", KEY)).isEqualTo(id);
        assertThat(id).isEqualTo(UUID.fromString("f53ab138-cf03-81b1-b35d-c9bc3d355be4"));
        assertThat(id.version()).isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void differWithTheAddressAndWithTheKey() {
        assertThat(ids.of("ann@example.org", KEY))
                .isNotEqualTo(ids.of("ben@example.org", KEY))
                .isNotEqualTo(ids.of("ann@example.org", EmailClaim.digest("other")));
    }

    @Test
    void areNewEachTimeWithoutAKey() {
        assertThat(ids.of("ann@example.org", null)).isNotEqualTo(ids.of("ann@example.org", null));
    }
}
