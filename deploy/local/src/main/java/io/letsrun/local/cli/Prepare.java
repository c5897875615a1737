package io.letsrun.local.cli;

import io.letsrun.local.stack.Stack;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "prepare",
        description = "Makes the services start faster the next time; up has this done by itself after a build.",
        hidden = true,
        mixinStandardHelpOptions = true)
final class Prepare implements Runnable {

    private final Stack stack;

    Prepare(Stack stack) {
        this.stack = stack;
    }

    @Override
    public void run() {
        stack.prepare();
    }

    /** This command as a process of its own. */
    static List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-Dletsrun.home=" + System.getProperty("letsrun.home", ""),
                "-cp",
                System.getProperty("java.class.path"),
                LetsRun.class.getName(),
                "prepare");
    }
}
