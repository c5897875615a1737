package io.letsrun.local.progress;

import io.letsrun.local.terminal.Terminal;
import java.time.Duration;

/** One line for each thing that happens, for logs and pipes. */
public final class PlainProgress implements ComponentProgress {

    private final Terminal terminal;

    public PlainProgress(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void starting(String component) {
        terminal.line(component + ": starting");
    }

    @Override
    public void ready(String component, Duration after) {
        terminal.line(component + ": ready in " + Terminal.seconds(after));
    }

    @Override
    public void failed(String component) {
        terminal.line(component + ": failed");
    }

    @Override
    public void stopping(String component) {
        terminal.line(component + ": stopping");
    }

    @Override
    public void stopped(String component, boolean byItself) {
        terminal.line(component + (byItself ? ": stopped" : ": killed, since it did not stop in time"));
    }
}
