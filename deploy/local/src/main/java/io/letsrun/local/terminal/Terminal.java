package io.letsrun.local.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Locale;

/** Where the commands print, and how durations and sizes read there. */
public final class Terminal {

    private final PrintStream out;
    private final PrintStream err;
    private final InputStream in;
    private final boolean interactive;

    public Terminal(PrintStream out, PrintStream err, InputStream in, boolean interactive) {
        this.out = out;
        this.err = err;
        this.in = in;
        this.interactive = interactive;
    }

    /** The launcher script knows whether its output is a terminal; this JVM does not. */
    public static Terminal standard() {
        return new Terminal(System.out, System.err, System.in, Boolean.getBoolean("letsrun.terminal"));
    }

    public boolean interactive() {
        return interactive;
    }

    public synchronized void line(String line) {
        out.println(line);
    }

    public InputStream in() {
        return in;
    }

    /** Asks, and takes everything but a yes for a no. */
    public boolean agrees(String question) {
        raw(question + " [y/N] ");
        try {
            String answer = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset())).readLine();
            return answer != null && answer.strip().equalsIgnoreCase("y");
        } catch (IOException e) {
            return false;
        }
    }

    /** One sentence on why a command did not do what it was asked. */
    public synchronized void complaint(String sentence) {
        err.println("letsrun: " + sentence);
    }

    public synchronized void raw(String text) {
        out.print(text);
        out.flush();
    }

    public PrintWriter writer() {
        return new PrintWriter(out, true);
    }

    public PrintWriter errorWriter() {
        return new PrintWriter(err, true);
    }

    public static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    public static String coarse(Duration duration) {
        if (duration.toHours() > 0) {
            return duration.toHours() + " h " + duration.toMinutesPart() + " min";
        }
        if (duration.toMinutes() > 0) {
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        return duration.toSeconds() + " s";
    }
}
