package io.letsrun.local.dlq;

import io.letsrun.local.console.Parameters;
import io.letsrun.local.terminal.Table;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "causes",
        description = {
            "Counts letters by cause, the last seen first.",
            "A cause is the group, the root exception, its message with its values blanked, and where in our code."
        },
        mixinStandardHelpOptions = true)
final class ShowCauses implements Runnable {

    @Mixin
    private final Reach reach;

    @Option(names = "--topic", paramLabel = "TOPIC", description = "Only letters of this topic.")
    private @Nullable String topic;

    @Option(names = "--group", paramLabel = "GROUP", description = "Only letters of this consumer group.")
    private @Nullable String group;

    @Option(names = "--open", description = "Only causes with open letters.")
    private boolean open;

    ShowCauses(Reach reach) {
        this.reach = reach;
    }

    @Override
    public void run() {
        JsonNode answer = reach.console()
                .get(
                        "/causes",
                        new Parameters()
                                .with("topic", topic)
                                .with("group", group)
                                .with("state", open ? "open" : null));
        if (reach.json()) {
            reach.print(answer);
        } else if (answer.path("items").isEmpty()) {
            reach.line("Nothing has failed.");
        } else {
            print(answer);
        }
    }

    private void print(JsonNode answer) {
        Table table = new Table("CAUSE", "OPEN", "TOTAL", "LAST (UTC)", "VERSION", "GROUP", "WHY");
        answer.path("items")
                .forEach(cause -> table.row(
                        Fingerprints.shown(cause, "fingerprint"),
                        Shown.number(cause, "open"),
                        Shown.number(cause, "total"),
                        Shown.time(cause, "lastSeen"),
                        Shown.text(cause, "serviceVersion", 14),
                        Shown.text(cause, "group", 20),
                        Shown.failure(cause)));
        reach.print(table);
        JsonNode first = answer.path("items").path(0);
        reach.line("An example of the first: ./letsrun dlq show " + Shown.text(first, "sample"));
    }
}
