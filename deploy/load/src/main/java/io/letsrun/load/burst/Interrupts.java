package io.letsrun.load.burst;

import sun.misc.Signal;

/**
 * Ctrl-C: the first one ends the sending, and everything after that goes on; the second ends the process at once. A shutdown hook
 * could not do it: the JVM takes no second signal while it runs hooks.
 */
@SuppressWarnings("SunApi") // There is no other API for signals.
final class Interrupts {

    static final int EXIT_CODE = 130;

    private final Runnable first;
    private boolean interrupted;

    private Interrupts(Runnable first) {
        this.first = first;
    }

    static Interrupts handled(Runnable first) {
        Interrupts interrupts = new Interrupts(first);
        for (String name : new String[] {"INT", "TERM"}) {
            Signal.handle(new Signal(name), signal -> interrupts.interrupt());
        }
        return interrupts;
    }

    synchronized boolean happened() {
        return interrupted;
    }

    private synchronized void interrupt() {
        if (interrupted) {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
        interrupted = true;
        first.run();
    }
}
