package io.letsrun.local.cli;

import io.letsrun.local.stack.Stack;
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
}
