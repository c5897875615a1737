package io.letsrun.local.progress;

import io.letsrun.local.terminal.Terminal;

/** ComponentProgress as it fits the terminal, for as long as something goes on. */
public record ProgressDisplay(ComponentProgress progress, Runnable end) implements AutoCloseable {

    public static ProgressDisplay on(Terminal terminal) {
        if (terminal.interactive()) {
            LiveProgress live = new LiveProgress(terminal);
            return new ProgressDisplay(live, live::close);
        }
        return new ProgressDisplay(new PlainProgress(terminal), () -> {});
    }

    @Override
    public void close() {
        end.run();
    }
}
