package io.letsrun.signup;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.contracts.event.Topics;
import io.letsrun.contracts.signup.SignupAccepted;
import io.letsrun.contracts.signup.SignupOutcome;
import io.letsrun.contracts.signup.SignupRejected;
import io.letsrun.contracts.signup.SignupRequested;
import io.letsrun.testing.RandomUsers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;

/** Promises 2 and 3, as far as signups go: sending again changes nothing, and every outcome is told again. */
class DuplicateDeliveryGuaranteeTest extends RunningSignups {

    private final String email = SignupRequests.anyEmail();
    private final UUID anna = RandomUsers.of(email);
    private final UUID ben = RandomUsers.of(email);

    DuplicateDeliveryGuaranteeTest(@LocalServerPort int port, @Autowired DatabaseClient database) {
        super(port, database);
    }

    @Test
    void storesARequestOnceAndTellsItsOutcomeEachTime() {
        List<SignupRequested> requests = List.of(SignupRequests.by(anna, email), SignupRequests.by(ben, email));
        send(Topics.SIGNUPS, requests);
        awaitConsumed(Topics.SIGNUPS);
        List<String> stored = rows();

        send(Topics.SIGNUPS, requests);
        awaitConsumed(Topics.SIGNUPS);

        assertThat(stored).hasSize(3);
        assertThat(rows()).isEqualTo(stored);
        assertThat(outcomes(anna)).hasSize(2).allMatch(SignupAccepted.class::isInstance);
        assertThat(outcomes(anna).getFirst()).isEqualTo(outcomes(anna).getLast());
        assertThat(outcomes(ben)).hasSize(2).allMatch(SignupRejected.class::isInstance);
        assertThat(outcomes(ben).getFirst()).isEqualTo(outcomes(ben).getLast());
    }

    private static List<SignupOutcome> outcomes(UUID user) {
        return Outcomes.of(SERVERS.kafka().bootstrapServers(), user);
    }

    private List<String> rows() {
        return result(database.sql("""
                        SELECT account::text FROM signup.account WHERE email = $1
                        UNION ALL
                        SELECT rejection::text FROM signup.rejection WHERE user_id = $2
                        UNION ALL
                        SELECT email_claim::text FROM signup.email_claim WHERE email_key = $1
                        ORDER BY 1
                        """)
                .bind(0, email)
                .bind(1, ben)
                .map(row -> row.get(0, String.class))
                .all()
                .collectList());
    }
}
