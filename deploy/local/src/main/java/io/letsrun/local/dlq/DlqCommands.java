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
        Reach reach = new Reach(door, terminal, environment);
        ReplayWatch watch = new ReplayWatch(terminal);
        return switch (kind.getSimpleName()) {
            case "ListLetters" -> new ListLetters(reach);
            case "ShowLetter" -> new ShowLetter(reach);
            case "ShowCauses" -> new ShowCauses(reach);
            case "ReplayLetters" -> new ReplayLetters(reach, watch);
            case "ListReplays" -> new ListReplays(reach);
            case "WatchReplay" -> new WatchReplay(reach, watch);
            case "PauseReplay" -> new PauseReplay(reach);
            case "ResumeReplay" -> new ResumeReplay(reach);
            case "CancelReplay" -> new CancelReplay(reach);
            case "DiscardLetters" -> new DiscardLetters(reach);
            case "EditLetter" -> new EditLetter(reach, watch);
            case "ShowAudit" -> new ShowAudit(reach);
            default -> CommandLine.defaultFactory().create(kind);
        };
    }
}
