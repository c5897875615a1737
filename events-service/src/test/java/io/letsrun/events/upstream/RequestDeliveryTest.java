package io.letsrun.events.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestDeliveryTest {

    private final RequestDelivery delivery = new RequestDelivery();

    @Test
    void isNotInDoubtAboutWhatWasNeverSentOrDeclinedEachTime() {
        assertThat(delivery.isInDoubt()).isFalse();

        delivery.begin();
        delivery.declined();
        delivery.begin();
        delivery.declined();

        assertThat(delivery.isInDoubt()).isFalse();
    }

    @Test
    void staysInDoubtAboutAnAttemptWhateverALaterOneIsTold() {
        delivery.begin();
        delivery.begin();
        delivery.declined();

        assertThat(delivery.isInDoubt()).isTrue();
    }
}
