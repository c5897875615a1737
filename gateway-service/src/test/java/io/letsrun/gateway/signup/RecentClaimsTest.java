package io.letsrun.gateway.signup;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.contracts.signup.EmailClaim;
import io.letsrun.testing.SettableClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecentClaimsTest {

    private static final EmailClaim ANN = EmailClaim.provisional(new UUID(0, 1));
    private static final EmailClaim RIVAL = EmailClaim.provisional(new UUID(0, 2));

    private final SettableClock clock = new SettableClock("2026-06-01T12:00:00Z");
    private final RecentClaims claims = new RecentClaims(clock);

    @Test
    void tellsARivalWhoHasTheName() {
        assertThat(claims.claim("a", ANN)).isNull();
        assertThat(claims.claim("a", RIVAL)).isEqualTo(ANN);
    }

    @Test
    void forgetsTheOldestFirst() {
        claims.remember("a", ANN);
        claims.remember("b", ANN);
        claims.remember("a", ANN);
        for (int i = 0; i < RecentClaims.MOST - 1; i++) {
            claims.remember("other " + i, ANN);
        }

        assertThat(claims.claim("a", RIVAL)).isEqualTo(ANN);
        assertThat(claims.claim("b", RIVAL)).isNull();
    }

    @Test
    void forgetsWhenRedisWould() {
        claims.remember("a", ANN);

        clock.pass(EmailClaim.PROVISIONAL.minusMillis(1));
        assertThat(claims.claim("a", RIVAL)).isEqualTo(ANN);

        clock.pass(Duration.ofMillis(1));
        assertThat(claims.claim("a", RIVAL)).isNull();
        assertThat(claims.claim("a", ANN)).isEqualTo(RIVAL);
    }

    @Test
    void givesANameBackForItsOwnerOnly() {
        claims.remember("a", ANN);

        claims.release("a", RIVAL);
        assertThat(claims.claim("a", RIVAL)).isEqualTo(ANN);

        claims.release("a", ANN);
        assertThat(claims.claim("a", RIVAL)).isNull();
    }

    /** More names than there is room for, each remembered, asked for and given back at random. */
    @Test
    void isLikeAMapThatKnowsWhatWasRememberedLast() {
        record Known(EmailClaim claim, int number) {}
        Map<String, Known> model = new HashMap<>();
        Random random = new Random(1);
        int remembered = 0;
        for (int step = 0; step < 5 * RecentClaims.MOST; step++) {
            String name = "name " + random.nextInt(2 * RecentClaims.MOST);
            EmailClaim mine = new EmailClaim(new UUID(random.nextLong(), random.nextLong()), random.nextBoolean());
            Known known = model.get(name);
            EmailClaim held = known == null || known.number() < remembered - RecentClaims.MOST ? null : known.claim();
            int action = random.nextInt(8);
            if (action == 0) {
                assertThat(claims.claim(name, mine)).isEqualTo(held);
            } else if (action == 1 && held != null) {
                claims.release(name, held);
                model.remove(name);
            } else {
                claims.remember(name, mine);
            }
            if (action > 1 || held == null) {
                model.put(name, new Known(mine, remembered));
                remembered++;
            }
        }
        assertThat(remembered).isGreaterThan(3 * RecentClaims.MOST);
    }
}
