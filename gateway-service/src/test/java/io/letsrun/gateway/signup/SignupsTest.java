package io.letsrun.gateway.signup;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.contracts.signup.EmailClaim;
import io.letsrun.contracts.signup.SignupRequested;
import io.letsrun.gateway.publish.RecordingPublisher;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class SignupsTest {

    private static final SignupForm ANN =
            new SignupForm(new EmailAddress("ann@example.org", "ann@example.org"), "Ann", "Lee", null, null, null);

    private final ClaimsInMemory claims = new ClaimsInMemory();
    private final RecordingPublisher publisher = new RecordingPublisher();
    private final Signups signups = new Signups(claims, new UserIds(Clock.systemUTC()), publisher, Clock.systemUTC());

    @Test
    void givesARepetitionTheSameUserAndPublishesItAgain() {
        Signups.Outcome first = take("key");
        Signups.Outcome again = take("key");

        assertThat(again).isEqualTo(first).isInstanceOf(Signups.Outcome.Accepted.class);
        assertThat(publisher.events)
                .hasSize(2)
                .extracting("userId")
                .containsOnly(((Signups.Outcome.Accepted) first).userId());
    }

    @Test
    void givesARepetitionTheSameUserThoughNobodyRemembersTheFirst() {
        Signups.Outcome first = take("key");
        claims.away = true;

        assertThat(take("key")).isEqualTo(first);
        assertThat(publisher.events).hasSize(2);
    }

    @Test
    void tellsARivalThatTheAddressIsTaken() {
        take("key");

        assertThat(take("other")).isInstanceOf(Signups.Outcome.EmailTaken.class);
        assertThat(take(null)).isInstanceOf(Signups.Outcome.EmailTaken.class);
        assertThat(publisher.events).hasSize(1);
    }

    @Test
    void acceptsWhenRedisDoesNotSay() {
        claims.away = true;

        assertThat(take(null)).isInstanceOf(Signups.Outcome.Accepted.class);
        assertThat(take(null)).isInstanceOf(Signups.Outcome.Accepted.class);
        assertThat(publisher.events).hasSize(2).hasOnlyElementsOfType(SignupRequested.class);
    }

    @Test
    void givesBackTheClaimOfAKeylessSignupThatWasNotPublished() {
        publisher.available = false;
        assertThat(take(null)).isInstanceOf(Signups.Outcome.Unavailable.class);
        publisher.available = true;

        assertThat(take(null)).isInstanceOf(Signups.Outcome.Accepted.class);
    }

    @Test
    void keepsTheClaimOfAKeyedSignupThatWasNotPublished() {
        publisher.available = false;
        assertThat(take("key")).isInstanceOf(Signups.Outcome.Unavailable.class);
        publisher.available = true;

        assertThat(take("other")).isInstanceOf(Signups.Outcome.EmailTaken.class);
        assertThat(take("key")).isInstanceOf(Signups.Outcome.Accepted.class);
    }

    private Signups.Outcome take(@Nullable String key) {
        return Objects.requireNonNull(signups.take(ANN, key == null ? null : EmailClaim.digest(key), null)
                .block());
    }

    private static final class ClaimsInMemory implements Claims {

        private record Held(UUID userId, String key) {}

        private final Map<String, Held> held = new ConcurrentHashMap<>();
        private boolean away;

        @Override
        public Mono<Claim> claim(String emailKey, UUID userId, @Nullable String idempotencyKeyHash) {
            if (away) {
                return Mono.just(new Claim.Undecided(userId));
            }
            Held mine = new Held(userId, String.valueOf(idempotencyKeyHash));
            Held before = held.putIfAbsent(emailKey, mine);
            if (before == null) {
                return Mono.just(new Claim.Fresh(userId));
            }
            return Mono.just(
                    idempotencyKeyHash != null && before.key().equals(mine.key())
                            ? new Claim.Repeated(before.userId())
                            : new Claim.Taken());
        }

        @Override
        public Mono<Void> release(String emailKey, UUID userId) {
            return Mono.fromRunnable(() -> held.computeIfPresent(
                    emailKey, (key, value) -> value.userId().equals(userId) ? null : value));
        }
    }
}
