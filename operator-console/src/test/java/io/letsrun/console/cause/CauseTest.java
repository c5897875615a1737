package io.letsrun.console.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CauseTest {

    @Test
    void messageStoredWithLessHiddenIsMaskedWhenItIsReadAndKeepsItsBlanks() {
        Cause cause = new Cause(
                "abc", "profile", "E", "city=berlin, run=<id>", "", 1, 1, Instant.EPOCH, Instant.EPOCH, null, null);

        assertThat(cause.message()).isEqualTo("city=***, run=<id>");
    }
}
