package io.letsrun.gateway.signup;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.contracts.Sha256;
import io.letsrun.contracts.event.EventCodec;
import io.letsrun.contracts.signup.EmailClaim;
import io.letsrun.contracts.signup.SignupRequested;
import io.letsrun.contracts.signup.SignupStatus.State;
import io.letsrun.gateway.publish.RecordingPublisher;
import io.letsrun.testing.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class SignupAcceptanceTest {

    private static final String KEY = "0123456789abcdef";
    private static final String OTHER_KEY = "fedcba9876543210";
    private static final UserIdProperties SECRET = new UserIdProperties("A".repeat(43));
    private static final SignupForm ANN = form("ann@example.org", "Ann");

    private final SettableClock clock = new SettableClock("2026-06-01T12:00:00Z");
    private final ClaimsInMemory claims = new ClaimsInMemory(clock);
    private final RecordingPublisher publisher = new RecordingPublisher();
    private final SignupAcceptance signups = new SignupAcceptance(
            claims, new UserIdGenerator(SECRET, clock), publisher, new ClaimMetrics(new SimpleMeterRegistry()), clock);

    @Test
    void givesARepetitionTheSameUserAndPublishesItAgain() {
        SignupAcceptance.Outcome first = take(KEY);
        SignupAcceptance.Outcome again = take(KEY);

        assertThat(again).isEqualTo(first).isInstanceOf(SignupAcceptance.Outcome.Accepted.class);
        assertThat(publisher.events).hasSize(2).extracting("userId").containsOnly(userId(first));
    }

    @Test
    void tellsARepetitionThatItsFirstIsActiveAndPublishesItNoMore() {
        UUID userId = userId(take(KEY));
        claims.confirm(ANN, userId);

        assertThat(take(KEY)).isEqualTo(new SignupAcceptance.Outcome.Accepted(userId, State.ACTIVE));
        assertThat(publisher.events).hasSize(1);
    }

    @Test
    void givesARepetitionTheSameUserThoughNobodyRemembersTheFirst() {
        SignupAcceptance.Outcome first = take(KEY);
        claims.away = true;

        assertThat(take(KEY)).isEqualTo(first);
        assertThat(publisher.events).hasSize(2);
    }

    @Test
    void refusesAnotherBodyUnderTheSameKey() {
        take(KEY);

        assertThat(take(form("ann@example.org", "Eve"), KEY)).isInstanceOf(SignupAcceptance.Outcome.KeyReused.class);
        assertThat(take(form("eve@example.org", "Ann"), KEY)).isInstanceOf(SignupAcceptance.Outcome.KeyReused.class);
        assertThat(publisher.events).hasSize(1);
    }

    @Test
    void leavesTheAddressOfARefusedBodyToOthers() {
        take(KEY);
        take(form("eve@example.org", "Eve"), KEY);

        assertThat(take(form("eve@example.org", "Eve"), OTHER_KEY))
                .isInstanceOf(SignupAcceptance.Outcome.Accepted.class);
    }

    @Test
    void claimsAForgottenAddressAgainForTheUserOfYesterday() {
        clock.set("2026-06-01T22:00:00Z");
        UUID ann = userId(take(KEY));
        claims.forgetAddresses();
        clock.set("2026-06-02T02:00:00Z");

        assertThat(userId(take(KEY))).isEqualTo(ann);
        assertThat(userId(take(KEY))).isEqualTo(ann);
    }

    @Test
    void givesAnAddressBackLaterWhenThatFailedAtFirst() {
        clock.set("2026-06-01T22:00:00Z");
        UUID ann = userId(take(KEY));
        claims.forgetAddresses();
        clock.set("2026-06-02T02:00:00Z");
        claims.releasing = false;
        take(KEY);
        claims.releasing = true;

        assertThat(userId(take(KEY))).isEqualTo(ann);
    }

    @Test
    void givesAnotherBodyNeverTheUserOfTheFirstThoughNobodyRemembersTheKey() {
        UUID ann = userId(take(KEY));
        claims.away = true;

        assertThat(userId(take(form("ann@example.org", "Eve"), KEY))).isNotEqualTo(ann);
    }

    @Test
    void remembersTheKeyForTwentyFourHoursAcrossMidnight() {
        clock.set("2026-06-01T22:00:00Z");
        UUID ann = userId(take(KEY));

        clock.set("2026-06-02T21:59:59Z");
        assertThat(userId(take(KEY))).isEqualTo(ann);

        clock.set("2026-06-02T22:00:01Z");
        assertThat(take(KEY)).isInstanceOf(SignupAcceptance.Outcome.EmailTaken.class);
    }

    @Test
    void opensNoAccountThatIsOlderThanADayThoughItsBindingIsNewer() {
        clock.set("2026-06-01T01:00:00Z");
        UUID ann = userId(take(KEY));
        claims.forgetKeys();
        clock.set("2026-06-01T23:00:00Z");
        assertThat(userId(take(KEY))).isEqualTo(ann);

        clock.set("2026-06-02T01:00:01Z");
        assertThat(take(KEY)).isInstanceOf(SignupAcceptance.Outcome.EmailTaken.class);
    }

    @Test
    void opensNoAccountOfYesterdayThoughNobodyRemembersAnything() {
        clock.set("2026-06-01T12:00:00Z");
        UUID ann = userId(take(KEY));
        claims.away = true;

        clock.set("2026-06-02T12:00:01Z");
        assertThat(userId(take(KEY))).isNotEqualTo(ann);
    }

    @Test
    void tellsARivalThatTheAddressIsTaken() {
        take(KEY);

        assertThat(take(OTHER_KEY)).isInstanceOf(SignupAcceptance.Outcome.EmailTaken.class);
        assertThat(take(null)).isInstanceOf(SignupAcceptance.Outcome.EmailTaken.class);
        assertThat(publisher.events).hasSize(1);
    }

    @Test
    void acceptsWhenRedisDoesNotSay() {
        claims.away = true;

        assertThat(take(null)).isInstanceOf(SignupAcceptance.Outcome.Accepted.class);
        assertThat(take(null)).isInstanceOf(SignupAcceptance.Outcome.Accepted.class);
        assertThat(publisher.events).hasSize(2).hasOnlyElementsOfType(SignupRequested.class);
    }

    @Test
    void publishesNeitherTheKeyNorAHashOfIt() {
        take(KEY);

        assertThat(new EventCodec().encode(publisher.events.getFirst()))
                .asString(StandardCharsets.UTF_8)
                .doesNotContain(KEY)
                .doesNotContain(Sha256.hex(KEY));
    }

    @Test
    void givesBackTheClaimOfAKeylessSignupThatWasNotPublished() {
        publisher.available = false;
        assertThat(take(null)).isInstanceOf(SignupAcceptance.Outcome.Unavailable.class);
        publisher.available = true;

        assertThat(take(null)).isInstanceOf(SignupAcceptance.Outcome.Accepted.class);
    }

    @Test
    void keepsTheClaimOfAKeyedSignupThatWasNotPublished() {
        publisher.available = false;
        assertThat(take(KEY)).isInstanceOf(SignupAcceptance.Outcome.Unavailable.class);
        publisher.available = true;

        assertThat(take(OTHER_KEY)).isInstanceOf(SignupAcceptance.Outcome.EmailTaken.class);
        assertThat(take(KEY)).isInstanceOf(SignupAcceptance.Outcome.Accepted.class);
    }

    private SignupAcceptance.Outcome take(@Nullable String key) {
        return take(ANN, key);
    }

    private SignupAcceptance.Outcome take(SignupForm form, @Nullable String key) {
        return Objects.requireNonNull(signups.take(form, key, null).block());
    }

    private static UUID userId(SignupAcceptance.Outcome outcome) {
        return ((SignupAcceptance.Outcome.Accepted) outcome).userId();
    }

    private static SignupForm form(String email, String firstName) {
        return new SignupForm(new EmailAddress(email, email), firstName, "Lee", null, null, null);
    }

    private static final class ClaimsInMemory implements SignupClaims {

        private record Entry(EmailClaim claim, Instant end) {}

        private final Map<String, Entry> entries = new ConcurrentHashMap<>();
        private final Clock clock;
        private boolean away;
        private boolean releasing = true;

        private ClaimsInMemory(Clock clock) {
            this.clock = clock;
        }

        @Override
        public Mono<Claim> address(String emailKey, UUID userId) {
            return claim(emailKey, userId, Duration.ofDays(30));
        }

        @Override
        public Mono<Claim> key(String binding, UUID userId) {
            return claim(binding, userId, Duration.ofHours(24));
        }

        private Mono<Claim> claim(String name, UUID userId, Duration lifetime) {
            if (away) {
                return Mono.just(new Claim.Undecided());
            }
            Instant now = clock.instant();
            entries.values().removeIf(entry -> !entry.end().isAfter(now));
            Entry mine = new Entry(EmailClaim.provisional(userId), now.plus(lifetime));
            Entry before = entries.putIfAbsent(name, mine);
            return Mono.just(before == null ? new Claim.Granted() : new Claim.Held(before.claim()));
        }

        @Override
        public Mono<Void> release(String emailKey, UUID userId) {
            return Mono.fromRunnable(() -> entries.computeIfPresent(
                    emailKey,
                    (key, entry) -> releasing && entry.claim().userId().equals(userId) ? null : entry));
        }

        @Override
        public Mono<Void> expire(String binding, Instant end) {
            return Mono.fromRunnable(
                    () -> entries.computeIfPresent(binding, (key, entry) -> new Entry(entry.claim(), end)));
        }

        private void confirm(SignupForm form, UUID userId) {
            entries.put(form.email().key(), new Entry(EmailClaim.confirmed(userId), Instant.MAX));
        }

        private void forgetAddresses() {
            entries.keySet().removeIf(name -> !name.startsWith("letsrun:idempotency:"));
        }

        private void forgetKeys() {
            entries.keySet().removeIf(name -> name.startsWith("letsrun:idempotency:"));
        }
    }
}
