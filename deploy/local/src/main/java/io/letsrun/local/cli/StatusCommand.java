package io.letsrun.local.cli;

import io.letsrun.local.stack.Stack;
import io.letsrun.local.stack.Status;
import io.letsrun.local.stack.Status.State;
import io.letsrun.local.terminal.Table;
import io.letsrun.local.terminal.Terminal;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "status",
        description = "Shows what runs. Exits with 0 when all is ready, with 3 otherwise.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

    private final Stack stack;
    private final Terminal terminal;

    StatusCommand(Stack stack, Terminal terminal) {
        this.stack = stack;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<Status> all = stack.status();
        Table table = new Table("COMPONENT", "STATE", "PID", "PORT", "MEMORY", "UPTIME");
        all.forEach(status -> row(table, status));
        table.print(terminal);
        all.stream()
                .filter(status -> status.why() != null)
                .forEach(status -> terminal.line(status.name()
                        + (status.state() == State.DIED
                                ? " ended (" + status.why() + "); ./letsrun start " + status.name() + " brings it back."
                                : " was " + status.why() + ".")));
        long bytes = all.stream().mapToLong(Status::memoryBytes).sum();
        terminal.line("Together " + (bytes >> 20) + " MiB.");
        return all.stream().allMatch(status -> status.state() == State.READY) ? 0 : 3;
    }

    private static void row(Table table, Status status) {
        boolean alive = status.state() == State.READY || status.state() == State.STARTING;
        table.row(
                status.name(),
                status.state().name().toLowerCase(Locale.ROOT),
                status.pid() == null ? "-" : status.pid().toString(),
                Integer.toString(status.port()),
                alive ? (status.memoryBytes() >> 20) + " MiB" : "-",
                alive ? Terminal.coarse(status.uptime()) : "-");
    }
}
