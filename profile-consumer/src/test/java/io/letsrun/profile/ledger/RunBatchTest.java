package io.letsrun.profile.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.contracts.run.RunEvent;
import io.letsrun.testing.RandomUsers;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class RunBatchTest {

    private static final UUID ANNA = RandomUsers.any();
    private static final UUID BEN = RandomUsers.any();

    @Provide
    Arbitrary<List<RunEvent>> events() {
        return RunEvents.anyOf(List.of(ANNA, BEN));
    }

    @Property
    void holdsEachRunOnce(@ForAll("events") List<RunEvent> events) {
        Set<UUID> ids = new HashSet<>();

        RunBatch.of(events).runs().forEach(run -> ids.add(run.runId()));

        assertThat(ids)
                .hasSize(RunBatch.of(events).runs().size())
                .containsExactlyInAnyOrderElementsOf(
                        events.stream().map(RunEvent::runId).distinct().toList());
    }

    @Property
    void cutsAnywhereToTheTotalsOfAPlainFold(
            @ForAll("events") List<RunEvent> events, @ForAll @IntRange(min = 1, max = 20) int size) {
        Map<UUID, RunEvent> ledger = new HashMap<>();

        for (int from = 0; from < events.size(); from += size) {
            for (RunEvent run : RunBatch.of(events.subList(from, Math.min(events.size(), from + size)))
                    .runs()) {
                ledger.merge(
                        run.runId(), run, (held, next) -> RunEvent.PRECEDENCE.compare(next, held) > 0 ? next : held);
            }
        }

        for (UUID user : List.of(ANNA, BEN)) {
            List<RunEvent> runs = ledger.values().stream()
                    .filter(run -> run.userId().equals(user))
                    .toList();
            assertThat(Totals.sum(runs)).isEqualTo(Totals.of(user, events));
        }
    }
}
