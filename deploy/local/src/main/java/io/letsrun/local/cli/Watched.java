package io.letsrun.local.cli;

import io.letsrun.local.stack.Progress;
import io.letsrun.local.terminal.Terminal;

/** Progress as it fits the terminal, for as long as something goes on. */
record Watched(Progress progress, Runnable end) implements AutoCloseable {

    static Watched on(Terminal terminal) {
        if (terminal.interactive()) {
            LiveProgress live = new LiveProgress(terminal);
            return new Watched(live, live::close);
        }
        return new Watched(new PlainProgress(terminal), () -> {});
    }

    @Override
    public void close() {
        end.run();
    }
}
