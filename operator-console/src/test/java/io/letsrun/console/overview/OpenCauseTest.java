package io.letsrun.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenCauseTest {

    @Test
    void messageStoredWithLessHiddenIsMaskedWhenItIsRead() {
        assertThat(new OpenLetters.OpenCause("abc", "E", "city=berlin, run=<id>", 1).message())
                .isEqualTo("city=***, run=<id>");
    }
}
