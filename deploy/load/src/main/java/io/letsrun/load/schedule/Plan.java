package io.letsrun.load.schedule;

import java.time.Duration;
import java.util.List;

/** Phases that follow each other without a gap; their requests are numbered through. */
public final class Plan {

    private final List<Phase> phases;
    private final long[] firsts;
    private final long[] begins;

    public Plan(List<Phase> phases) {
        this.phases = List.copyOf(phases);
        this.firsts = new long[phases.size() + 1];
        this.begins = new long[phases.size() + 1];
        for (int i = 0; i < phases.size(); i++) {
            Phase phase = phases.get(i);
            firsts[i + 1] = firsts[i] + phase.count();
            begins[i + 1] = begins[i] + phase.time().toNanos();
        }
    }

    public List<Phase> phases() {
        return phases;
    }

    public long count() {
        return firsts[phases.size()];
    }

    public Duration time() {
        return Duration.ofNanos(begins[phases.size()]);
    }

    public Duration begin(int phase) {
        return Duration.ofNanos(begins[phase]);
    }

    /** The phase in which the n-th is due. */
    public int phase(long n) {
        int phase = 0;
        while (phase < phases.size() - 1 && n >= firsts[phase + 1]) {
            phase++;
        }
        return phase;
    }

    /** When the n-th is due, in nanoseconds from the beginning of all. */
    public long due(long n) {
        int phase = phase(n);
        return begins[phase] + phases.get(phase).due(n - firsts[phase]);
    }
}
