package io.letsrun.local.dlq;

import io.letsrun.local.console.Console;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "show",
        description = {
            "Shows all that is known of a letter: payload, headers, why it failed, and what became of it.",
            "Addresses and names are masked."
        },
        mixinStandardHelpOptions = true)
final class ShowLetter implements Runnable {

    @Mixin
    private final Reach reach;

    @Parameters(paramLabel = "ID", description = "The letter.")
    private long id;

    @ArgGroup(exclusive = false)
    private @Nullable Reveal reveal;

    ShowLetter(Reach reach) {
        this.reach = reach;
    }

    @Override
    public void run() {
        Console console = reach.console();
        JsonNode letter = console.get("/letters/" + id);
        JsonNode shown =
                reveal == null ? letter : console.post("/letters/" + id + "/reveal", Map.of("reason", reveal.reason));
        if (reach.json()) {
            reach.print(shown);
        } else {
            new LetterText(reach.terminal()).print(letter, shown.path("payload"));
        }
    }

    static final class Reveal {

        @Option(
                names = "--reveal",
                required = true,
                description = "Show the payload unmasked. The audit keeps who saw it, and why.")
        private boolean wanted;

        @Option(names = "--reason", paramLabel = "WHY", required = true, description = "Why you have to see it.")
        private String reason = "";
    }
}
