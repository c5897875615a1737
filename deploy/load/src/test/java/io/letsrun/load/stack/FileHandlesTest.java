package io.letsrun.load.stack;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.letsrun.local.Refusal;
import org.junit.jupiter.api.Test;

class FileHandlesTest {

    @Test
    void namesTheLimitAndWhatIsNeeded() {
        assertThatThrownBy(() -> FileHandles.require(3000, 1024, "this shell allows", "the burst"))
                .isInstanceOf(Refusal.class)
                .hasMessage("3000 connections need 3256 file handles and this shell allows 1024: run ulimit -n 3256 in"
                        + " the shell (or raise its hard limit), then the burst; or take fewer --connections.");
    }

    @Test
    void letsABurstBeginThatHasEnough() {
        FileHandles.require(3000, 3256, "this shell allows", "the burst");
        FileHandles.requireFor(1, ProcessHandle.current().pid());
    }
}
