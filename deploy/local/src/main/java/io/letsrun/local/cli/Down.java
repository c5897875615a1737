package io.letsrun.local.cli;

import io.letsrun.local.Checkout;
import io.letsrun.local.progress.ProgressDisplay;
import io.letsrun.local.stack.Stack;
import io.letsrun.local.terminal.Terminal;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "down",
        description = "Ends everything, whichever shell started it; what does not end in time is killed.",
        mixinStandardHelpOptions = true)
final class Down implements Runnable {

    private final Checkout checkout;
    private final Terminal terminal;

    Down(Checkout checkout, Terminal terminal) {
        this.checkout = checkout;
        this.terminal = terminal;
    }

    @Override
    public void run() {
        List<String> stopped;
        try (ProgressDisplay watched = ProgressDisplay.on(terminal)) {
            stopped = new Stack(checkout, watched.progress()).down();
        }
        terminal.line(
                stopped.isEmpty()
                        ? "Nothing was running."
                        : "Stopped all " + stopped.size() + " components; the data is kept.");
    }
}
