package io.letsrun.load.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

final class FaultDrillTest {

    private final List<String> done = new CopyOnWriteArrayList<>();
    private final List<FaultDrill.Mark> marks = new CopyOnWriteArrayList<>();

    @Test
    void startsAgainAtOnceWhatWasKilled() throws Exception {
        try (FaultDrill drill = drill(new Fakes())) {
            drill.begin(List.of(Fault.parse("kill:kafka@0.1s")), Duration.ZERO);

            await().untilAsserted(() -> assertThat(done).containsExactly("kill kafka", "start kafka"));
        }
        assertThat(marks).extracting(FaultDrill.Mark::what).containsExactly("kafka killed", "kafka ready again");
    }

    @Test
    void startsAtTheEndWhatIsStillDownAndDoesNothingNew() throws Exception {
        try (FaultDrill drill = drill(new Fakes())) {
            drill.begin(List.of(Fault.parse("stop:postgres@0s+10m"), Fault.parse("kill:kafka@5m")), Duration.ZERO);
            await().untilAsserted(() -> assertThat(done).containsExactly("stop postgres"));
        }

        assertThat(done).containsExactly("stop postgres", "start postgres");
    }

    @Test
    void waitsForTheWarmUp() throws Exception {
        try (FaultDrill drill = drill(new Fakes())) {
            drill.begin(List.of(Fault.parse("kill:kafka@0s")), Duration.ofMinutes(5));
        }

        assertThat(done).isEmpty();
    }

    @Test
    void startsWhatCouldNotBeHurtInOrderAndSaysWhatFailed() throws Exception {
        Fakes failing = new Fakes() {
            @Override
            public void stop(String component) {
                throw new IllegalStateException("it does not want to");
            }
        };
        try (FaultDrill drill = drill(failing)) {
            drill.begin(List.of(Fault.parse("stop:redis@0s+1s")), Duration.ZERO);
            await().untilAsserted(() -> assertThat(done).containsExactly("start redis"));
        }

        assertThat(marks).first().extracting(FaultDrill.Mark::what).asString().contains("failed: it does not want to");
    }

    private FaultDrill drill(FaultDrill.Target target) {
        return new FaultDrill(target, marks::add);
    }

    private class Fakes implements FaultDrill.Target {

        @Override
        public void kill(String component) {
            done.add("kill " + component);
        }

        @Override
        public void stop(String component) {
            done.add("stop " + component);
        }

        @Override
        public void start(String component) {
            done.add("start " + component);
        }
    }
}
