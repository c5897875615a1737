package io.letsrun.load.openloop;

import io.letsrun.load.schedule.Plan;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Counts outcomes by second, and by phase and kind of request. Used by one thread. */
final class LoadRecorder {

    private final Plan plan;
    private final List<Map<RequestKind, RequestStats>> phases = new ArrayList<>();
    private final Consumer<Second> seconds;
    private RequestStats second = new RequestStats();
    private int number;
    private int phase;

    LoadRecorder(Plan plan, Consumer<Second> seconds) {
        this.plan = plan;
        this.seconds = seconds;
        plan.phases().forEach(each -> phases.add(new EnumMap<>(RequestKind.class)));
    }

    /** Counts what happened to the n-th request. */
    void count(long n, RequestKind kind, Consumer<RequestStats> outcome) {
        outcome.accept(second);
        outcome.accept(phases.get(plan.phase(n)).computeIfAbsent(kind, absent -> new RequestStats()));
    }

    /** Ends the second. */
    void endSecond(long outstanding) {
        while (phase < phases.size() - 1 && plan.begin(phase + 1).toSeconds() <= number) {
            phase++;
        }
        seconds.accept(new Second(number++, phase, outstanding, second.result("second", 1)));
        second = new RequestStats();
    }

    List<PhaseResult> results() {
        return IntStream.range(0, phases.size())
                .mapToObj(i -> new PhaseResult(plan.phases().get(i), plan.begin(i), phases.get(i)))
                .toList();
    }
}
