package io.letsrun.signup.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.contracts.signup.SignupRequested;
import io.letsrun.signup.SignupRequests;
import io.letsrun.testing.RandomUsers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SignupBatchTest {

    private final UUID anna = RandomUsers.of("a@example.org");
    private final UUID ben = RandomUsers.of("a@example.org");

    @Test
    void keepsTheFirstRequestOfAUserThatComesTwice() {
        SignupRequested first = SignupRequests.named(anna, "a@example.org", "Anna");
        SignupRequested again = SignupRequests.named(anna, "a@example.org", "Anne");

        SignupBatch batch = SignupBatch.of(List.of(first, again));

        assertThat(batch.requests()).containsExactly(first);
    }

    @Test
    void letsOnlyTheFirstOfTwoRivalsClaimTheAddress() {
        SignupBatch batch = SignupBatch.of(List.of(
                SignupRequests.by(ben, "a@example.org"),
                SignupRequests.by(anna, "a@example.org"),
                SignupRequests.by(ben, "a@example.org")));

        assertThat(batch.requests()).extracting(SignupRequested::userId).containsExactly(ben, anna);
        assertThat(batch.candidates())
                .extracting(SignupBatch.Candidate::firstForAddress)
                .containsExactly(true, false);
    }
}
