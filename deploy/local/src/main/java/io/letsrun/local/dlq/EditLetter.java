package io.letsrun.local.dlq;

import io.letsrun.local.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "edit",
        description = {
            "Replays one letter with a corrected payload, as a new event that names the old one.",
            "The payload must match the JSON Schema of its event type. Only an editor may do this, and only if editing is on."
        },
        mixinStandardHelpOptions = true)
final class EditLetter implements Callable<Integer> {

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private Reach reach;

    @Parameters(paramLabel = "ID", description = "The letter.")
    private long id;

    @Option(names = "--value", paramLabel = "FILE", required = true, description = "The payload; - is standard input.")
    private String file = "";

    @Option(names = "--reason", paramLabel = "WHY", required = true, description = "Why; the audit keeps it.")
    private String reason = "";

    @Option(names = "--no-wait", description = "Do not wait for the verdict.")
    private boolean noWait;

    @Override
    public Integer call() {
        String value = value();
        Console console = reach.as("editor");
        JsonNode replay = console.post("/letters/" + id + "/edit", Map.of("value", value, "reason", reason));
        return new ReplayWatch(reach).follow(console, replay, noWait);
    }

    private String value() {
        try (InputStream in = file.equals("-") ? reach.terminal().in() : Files.newInputStream(Path.of(file))) {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(in.readAllBytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Refusal("The payload in " + file + " is not UTF-8.", e);
        } catch (IOException e) {
            throw new Refusal("Cannot read " + file + ".", e);
        }
    }
}
