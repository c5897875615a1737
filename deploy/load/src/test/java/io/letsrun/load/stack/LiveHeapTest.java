package io.letsrun.load.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LiveHeapTest {

    @Test
    void isTheTotalWithoutWhatFillsGaps() {
        assertThat(LiveHeap.live(Stream.of(
                        "27873:",
                        " num     #instances         #bytes  class name (module)",
                        "-------------------------------------------------------",
                        "   1:         98565       11940608  [B (java.base@25.0.3)",
                        "   2:           728       10790400  [Ljdk.internal.vm.FillerElement; (java.base@25.0.3)",
                        "   3:         95211            584  jdk.internal.vm.FillerObject (java.base@25.0.3)",
                        "   4:             1             16  io.letsrun.Own",
                        "Total        194505       22731608")))
                .hasValue(11_940_624);
    }

    @Test
    void isUnknownWithoutATotal() {
        assertThat(LiveHeap.live(Stream.of("27873:", "Could not attach"))).isEmpty();
    }

    /** This JVM stands for a service's. */
    @Test
    void growsByWhatIsKept() {
        long before = LiveHeap.of(ProcessHandle.current().pid()).orElseThrow();
        byte[] kept = new byte[32 * 1024 * 1024];

        long after = LiveHeap.of(ProcessHandle.current().pid()).orElseThrow();
        Reference.reachabilityFence(kept);

        assertThat(after - before).isBetween(kept.length - 1_000_000L, kept.length + 8_000_000L);
    }
}
