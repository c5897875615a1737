package io.letsrun.local.dlq;

import io.letsrun.local.Refusal;
import io.letsrun.local.terminal.Terminal;
import picocli.CommandLine.Option;

/** A yes from whoever sits at the terminal, or one given beforehand. */
final class Confirmation {

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    /** Refuses what nobody could say yes to, before anything is prepared. */
    void require(Terminal terminal) {
        if (!yes && !terminal.interactive()) {
            throw new Refusal("Nobody can be asked here: say --yes, or run it in a terminal.");
        }
    }

    boolean given(Terminal terminal, String question) {
        return yes || terminal.agrees(question);
    }
}
