package io.letsrun.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdmissionPropertiesTest {

    @Test
    void leavesTwoHundredPlacesOrAllOfFewer() {
        assertThat(withMost(2_600).leastPermits()).isEqualTo(200);
        assertThat(withMost(100).leastPermits()).isEqualTo(100);
    }

    private static AdmissionProperties withMost(int most) {
        return new AdmissionProperties(most, null, Duration.ofMillis(50), 0.9, 0.7, 1, 10, 10);
    }
}
