package io.letsrun.local.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Where the commands print, and how durations and sizes read there. */
final class Terminal {

    private final PrintStream out;
    private final PrintStream err;
    private final boolean interactive;

    Terminal(PrintStream out, PrintStream err, boolean interactive) {
        this.out = out;
        this.err = err;
        this.interactive = interactive;
    }

    /** The launcher script knows whether its output is a terminal; this JVM does not. */
    static Terminal standard() {
        return new Terminal(System.out, System.err, Boolean.getBoolean("letsrun.terminal"));
    }

    boolean interactive() {
        return interactive;
    }

    synchronized void line(String line) {
        out.println(line);
    }

    /** One sentence on why a command did not do what it was asked. */
    synchronized void complaint(String sentence) {
        err.println("letsrun: " + sentence);
    }

    synchronized void raw(String text) {
        out.print(text);
        out.flush();
    }

    PrintWriter writer() {
        return new PrintWriter(out, true);
    }

    PrintWriter errorWriter() {
        return new PrintWriter(err, true);
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    static String coarse(Duration duration) {
        if (duration.toHours() > 0) {
            return duration.toHours() + " h " + duration.toMinutesPart() + " min";
        }
        if (duration.toMinutes() > 0) {
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        return duration.toSeconds() + " s";
    }
}
