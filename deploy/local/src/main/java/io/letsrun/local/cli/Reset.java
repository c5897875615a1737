package io.letsrun.local.cli;

import io.letsrun.local.Checkout;
import io.letsrun.local.Refusal;
import io.letsrun.local.progress.ProgressDisplay;
import io.letsrun.local.stack.Stack;
import io.letsrun.local.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "reset",
        description = "Ends everything and deletes all data: every account, run and message.",
        mixinStandardHelpOptions = true)
final class Reset implements Runnable {

    private final Checkout checkout;
    private final Terminal terminal;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    Reset(Checkout checkout, Terminal terminal) {
        this.checkout = checkout;
        this.terminal = terminal;
    }

    @Override
    public void run() {
        if (!yes && !agreed()) {
            throw new Refusal("Nothing was deleted.");
        }
        try (ProgressDisplay watched = ProgressDisplay.on(terminal)) {
            Stack stack = new Stack(checkout, watched.progress());
            stack.down();
            stack.deleteData();
        }
        terminal.line("All data is gone.");
    }

    private boolean agreed() {
        if (!terminal.interactive()) {
            throw new Refusal("reset deletes all data: say --yes where nobody can be asked.");
        }
        return terminal.agrees("Delete all data in " + checkout.state().resolve("data") + "?");
    }
}
