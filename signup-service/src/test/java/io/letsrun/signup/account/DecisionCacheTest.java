package io.letsrun.signup.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.contracts.signup.EmailClaim;
import io.letsrun.contracts.signup.SignupAccepted;
import io.letsrun.contracts.signup.SignupRejected;
import io.letsrun.contracts.signup.SignupStatus;
import io.letsrun.signup.claim.Cache;
import io.letsrun.testing.RandomUsers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class DecisionCacheTest {

    private static final Instant NOW = Instant.parse("2026-05-01T04:00:00Z");

    private final UUID owner = RandomUsers.any();
    private final UUID rival = RandomUsers.any();
    private final EmailClaim claim = EmailClaim.confirmed(owner);
    private final Decision accepted =
            new Decision(new SignupAccepted(owner, "A", "B", null, null, null, NOW), "a@example.org", claim);
    private final Decision refused =
            new Decision(new SignupRejected(rival, SignupRejected.EMAIL_TAKEN, NOW), "a@example.org", claim);

    @Test
    void remembersTheOwnersClaimAndEachOnesStatus() {
        List<Cache.Entry> remembered = new ArrayList<>();
        DecisionCache cache = new DecisionCache(entries -> {
            remembered.addAll(entries);
            return Mono.empty();
        });

        cache.remember(List.of(accepted, refused)).block();

        Cache.Entry owned = new Cache.Entry(EmailClaim.key("a@example.org"), claim.value(), EmailClaim.CONFIRMED);
        assertThat(remembered)
                .containsExactly(
                        owned,
                        new Cache.Entry(
                                SignupStatus.key(owner),
                                SignupStatus.of(accepted.outcome()).value(),
                                SignupStatus.CACHED),
                        owned,
                        new Cache.Entry(
                                SignupStatus.key(rival),
                                SignupStatus.of(refused.outcome()).value(),
                                SignupStatus.CACHED));
    }
}
