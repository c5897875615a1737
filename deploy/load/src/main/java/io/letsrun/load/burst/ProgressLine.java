package io.letsrun.load.burst;

import io.letsrun.load.stack.FaultMark;
import io.letsrun.load.openloop.Second;
import io.letsrun.load.stack.StackSample;
import io.letsrun.local.terminal.Terminal;
import java.util.Locale;

/** How far it is: one line, painted anew every second where somebody watches, and printed every five where nobody does. */
final class ProgressLine {

    private static final int PLAIN_SECONDS = 5;

    private final Terminal terminal;
    private String what = "";
    private boolean painted;
    private int looks;
    private long due;
    private long sent;
    private long accepted;
    private long refused;
    private long inDoubt;
    private long unsent;
    private long outstanding;
    private double p99;

    ProgressLine(Terminal terminal) {
        this.terminal = terminal;
    }

    /** What goes on now. */
    synchronized void now(String what) {
        this.what = what;
        say(what);
    }

    /** A line that stays. */
    synchronized void say(String line) {
        wipe();
        terminal.line(line);
    }

    synchronized void mark(FaultMark mark) {
        say("  >> " + mark.what());
    }

    synchronized void second(Second second) {
        due += second.due();
        sent += second.sent();
        accepted += second.accepted();
        refused += second.refused();
        inDoubt += second.inDoubt();
        unsent += second.unsent();
        outstanding = second.outstanding();
        p99 = second.acceptedLatency().p99();
    }

    synchronized void sample(StackSample sample) {
        if (terminal.interactive()) {
            terminal.raw("\r\033[K" + line(sample));
            painted = true;
        } else if (looks++ % PLAIN_SECONDS == 0) {
            terminal.line(line(sample));
        }
    }

    /** What is printed next stands on a line of its own. */
    synchronized void wipe() {
        if (painted) {
            terminal.raw("\r\033[K");
            painted = false;
        }
    }

    private String line(StackSample sample) {
        return String.format(
                Locale.ROOT,
                "sent %,d  accepted %,d  refused %,d  in doubt %,d%s  stored %,d  lag %,d  p99 %,.0f ms  load %.0f %%"
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

    synchronized String state() {
        return what + ": " + due + " due, " + outstanding + " outstanding";
    }
}
