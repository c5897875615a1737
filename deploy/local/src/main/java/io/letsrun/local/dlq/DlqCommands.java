package io.letsrun.local.dlq;

import io.letsrun.local.stack.ConsoleDoor;
import io.letsrun.local.terminal.Terminal;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands, each with the console and the terminal it works on. */
public final class DlqCommands implements IFactory {

    private final ConsoleDoor door;
    private final Terminal terminal;
    private final Map<String, String> environment;

    /** @param environment of this process: it may say who asks */
    public DlqCommands(ConsoleDoor door, Terminal terminal, Map<String, String> environment) {
        this.door = door;
        this.terminal = terminal;
        this.environment = environment;
    }

    @Override
    public <K> K create(Class<K> kind) throws Exception {
        return kind.cast(command(kind));
    }

    private Object command(Class<?> kind) throws Exception {
        return switch (kind.getSimpleName()) {
            case "Reach" -> new Reach(door, terminal, environment);
            case "Dlq" -> new Dlq(new ReplayWatch(terminal));
            case "ListLetters" -> new ListLetters(new Reach(door, terminal, environment));
            case "ReplayLetters" ->
                new ReplayLetters(new Reach(door, terminal, environment), new ReplayWatch(terminal));
            case "DiscardLetters" -> new DiscardLetters(new Reach(door, terminal, environment));
            case "EditLetter" -> new EditLetter(new Reach(door, terminal, environment), new ReplayWatch(terminal));
            default -> CommandLine.defaultFactory().create(kind);
        };
    }
}
