package io.letsrun.load.openloop;

import io.letsrun.load.schedule.Plan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/** Counts what happens, by second and by phase. Used by one thread. */
public final class LoadRecorder {

    private static final long LONGEST_MICROS = 600_000_000;

    private final Plan plan;
    private final List<Map<RequestKind, RequestStats>> phases = new ArrayList<>();
    private final Consumer<Second> seconds;
    private final Histogram accepted = new Histogram(LONGEST_MICROS, 2);
    private final Histogram refused = new Histogram(LONGEST_MICROS, 2);
    private final long[] counts = new long[Outcome.values().length];
    private int number;
    private int phase;
    private long due;
    private long sent;

    public LoadRecorder(Plan plan, Consumer<Second> seconds) {
        this.plan = plan;
        this.seconds = seconds;
        plan.phases().forEach(phase -> phases.add(new EnumMap<>(RequestKind.class)));
    }

    public void due(long n, RequestKind kind) {
        due++;
        figures(n, kind).due();
    }

    public void sent(long n, RequestKind kind) {
        sent++;
        figures(n, kind).sent();
    }

    public void repeated(long n, RequestKind kind) {
        figures(n, kind).repeated();
    }

    public void accepted(long n, RequestKind kind, long nanos, long at) {
        long micros = nanos / 1000;
        counts[Outcome.ACCEPTED.ordinal()]++;
        accepted.recordValue(Math.min(micros, LONGEST_MICROS));
        figures(n, kind).accepted(micros, at);
    }

    public void refused(long n, RequestKind kind, int status, boolean polite, long nanos) {
        long micros = nanos / 1000;
        counts[Outcome.REFUSED.ordinal()]++;
        refused.recordValue(Math.min(micros, LONGEST_MICROS));
        figures(n, kind).refused(status, polite, micros);
    }

    public void inDoubt(long n, RequestKind kind) {
        counts[Outcome.IN_DOUBT.ordinal()]++;
        figures(n, kind).inDoubt();
    }

    public void unsent(long n, RequestKind kind) {
        counts[Outcome.UNSENT.ordinal()]++;
        figures(n, kind).unsent();
    }

    /** Ends the second. */
    public void second(long outstanding) {
        seconds.accept(new Second(
                number,
                phaseOf(number),
                due,
                sent,
                counts[Outcome.ACCEPTED.ordinal()],
                counts[Outcome.REFUSED.ordinal()],
                counts[Outcome.IN_DOUBT.ordinal()],
                counts[Outcome.UNSENT.ordinal()],
                outstanding,
                Latency.of(accepted),
                Latency.of(refused)));
        number++;
        due = 0;
        sent = 0;
        Arrays.fill(counts, 0);
        accepted.reset();
        refused.reset();
    }

    public List<Map<RequestKind, RequestStats>> phases() {
        return phases;
    }

    private int phaseOf(int second) {
        while (phase < phases.size() - 1 && plan.begin(phase + 1).toSeconds() <= second) {
            phase++;
        }
        return phase;
    }

    private RequestStats figures(long n, RequestKind kind) {
        return phases.get(plan.phase(n)).computeIfAbsent(kind, absent -> new RequestStats());
    }
}
