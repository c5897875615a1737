package io.letsrun.signup.account;

import io.letsrun.contracts.event.Topic;
import io.letsrun.contracts.event.Topics;
import io.letsrun.contracts.signup.SignupRequested;
import io.letsrun.delivery.batch.Subscription;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this service listens to, and where it answers. */
@Configuration(proxyBeanMethods = false)
class SignupSubscription {

    @Bean
    Subscription<SignupRequested> signupRequests(Signups signups) {
        return new Subscription<>(Topics.SIGNUPS, List.of(SignupRequested.TYPE), signups);
    }

    /** Its consumers may never have run, so the writer declares it. */
    @Bean
    Topic signupOutcomes() {
        return Topics.SIGNUP_OUTCOMES;
    }
}
