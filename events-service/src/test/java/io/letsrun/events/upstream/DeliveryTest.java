package io.letsrun.events.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeliveryTest {

    private final Delivery delivery = new Delivery();

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
