package io.letsrun.profile.ledger;

import io.letsrun.contracts.event.Topics;
import io.letsrun.contracts.run.RunDeleted;
import io.letsrun.contracts.run.RunEvent;
import io.letsrun.contracts.run.RunRecorded;
import io.letsrun.contracts.signup.SignupAccepted;
import io.letsrun.contracts.signup.SignupOutcome;
import io.letsrun.contracts.signup.SignupRejected;
import io.letsrun.delivery.batch.Subscription;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this service listens to. */
@Configuration(proxyBeanMethods = false)
class LedgerSubscriptions {

    @Bean
    Subscription<RunEvent> runSubscription(RunLedger ledger) {
        return new Subscription<>(Topics.RUNS, List.of(RunRecorded.TYPE, RunDeleted.TYPE), ledger);
    }

    @Bean
    Subscription<SignupOutcome> outcomeSubscription(SignupOutcomes outcomes) {
        return new Subscription<>(Topics.SIGNUP_OUTCOMES, List.of(SignupAccepted.TYPE, SignupRejected.TYPE), outcomes);
    }
}
