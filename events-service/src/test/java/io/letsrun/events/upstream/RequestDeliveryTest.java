package io.letsrun.events.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestDeliveryTest {

    private final RequestDelivery delivery = new RequestDelivery();

    @Test
    void isNotInDoubtAboutWhatWasNeverSentOrDeclinedEachTime() {
        assertThat(delivery.isInDoubt()).isFalse();

        delivery.begin();
        delivery.sent();
        delivery.declined();
        delivery.begin();
        delivery.sent();
        delivery.declined();

        assertThat(delivery.isInDoubt()).isFalse();
    }

    @Test
    void staysInDoubtAboutAnAttemptWhateverALaterOneIsTold() {
        delivery.begin();
        delivery.sent();
        delivery.begin();
        delivery.sent();
        delivery.declined();

        assertThat(delivery.isInDoubt()).isTrue();
    }

    @Test
    void knowsAnAttemptThatHadAConnectionAndSentNothing() {
        assertThat(delivery.endedUnsent()).isFalse();

        delivery.begin();

        assertThat(delivery.endedUnsent()).isTrue();
        assertThat(delivery.wasSent()).isFalse();
        assertThat(delivery.isInDoubt()).isFalse();
    }

    @Test
    void staysInDoubtWhenALaterAttemptSendsNothing() {
        delivery.begin();
        delivery.sent();
        delivery.begin();

        assertThat(delivery.isInDoubt()).isTrue();
        assertThat(delivery.wasSent()).isTrue();
    }
}
