package io.letsrun.load.burst;

import io.letsrun.load.openloop.Second;
import io.letsrun.load.stack.Watch;
import io.letsrun.local.terminal.Terminal;
import java.util.Locale;

/** The progress of a burst: one line, repainted every second on a terminal and printed every five seconds elsewhere. */
final class ProgressLine {

    private static final int PLAIN_SECONDS = 5;

    private final Terminal terminal;
    private boolean painted;
    private int looks;
    private long sent;
    private long accepted;
    private long refused;
    private long inDoubt;
    private long unsent;
    private double p99;

    ProgressLine(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Prints a line that stays. */
    synchronized void say(String line) {
        wipe();
        terminal.line(line);
    }

    synchronized void second(Second second) {
        sent += second.load().sent();
        accepted += second.load().accepted();
        refused += second.load().refused();
        inDoubt += second.load().inDoubt();
        unsent += second.load().unsent();
        p99 = second.load().acceptedMillis().p99();
    }

    synchronized void sample(Watch.Sample sample) {
        if (terminal.interactive()) {
            terminal.raw("\r\033[K" + line(sample));
            painted = true;
        } else if (looks++ % PLAIN_SECONDS == 0) {
            terminal.line(line(sample));
        }
    }

    /** What is printed next begins a new line. */
    synchronized void wipe() {
        if (painted) {
            terminal.raw("\r\033[K");
            painted = false;
        }
    }

    private String line(Watch.Sample sample) {
        return String.format(
                Locale.ROOT,
                "sent %,d  accepted %,d  refused %,d  in doubt %,d%s  stored %,d  lag %,d  p99 %,.0f ms  generator %.0f %%"
                        + " of a core",
                sent,
                accepted,
                refused,
                inDoubt,
                unsent == 0 ? "" : String.format(Locale.ROOT, "  unsent %,d", unsent),
                sample.stored(),
                sample.lag(),
                p99,
                sample.generatorCores() * 100);
    }
}
