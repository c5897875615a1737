package io.letsrun.local.process;

/** How a process fares when the processors are busy. */
public enum Priority {
    /** What an answer waits for. */
    FIRST(0),

    /** What may come later: it takes what the first ones leave, and a tenth of their share when they leave nothing. */
    LATER(10),

    /** What nobody waits for. */
    LAST(19);

    private final int niceness;

    Priority(int niceness) {
        this.niceness = niceness;
    }

    /** As nice(1) has it. */
    int niceness() {
        return niceness;
    }
}
