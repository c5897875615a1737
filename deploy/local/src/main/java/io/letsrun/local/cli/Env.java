package io.letsrun.local.cli;

import io.letsrun.local.Checkout;
import io.letsrun.local.secrets.EnvFile;
import io.letsrun.local.terminal.Terminal;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "env",
        description = {
            "Writes .env, the file with the passwords and keys for docker-compose.yml. They are random and not printed.",
            "What .env lacks is added; what it has stays unchanged."
        },
        mixinStandardHelpOptions = true)
final class Env implements Runnable {

    private final Checkout checkout;
    private final Terminal terminal;

    @Option(names = "--file", paramLabel = "FILE", description = "The file to write, instead of .env in the checkout.")
    private @Nullable Path file;

    @Option(
            names = "--force",
            description = "Make new values for all. The database in Docker's volumes keeps its old password.")
    private boolean force;

    Env(Checkout checkout, Terminal terminal) {
        this.checkout = checkout;
        this.terminal = terminal;
    }

    @Override
    public void run() {
        EnvFile env = new EnvFile(file == null ? checkout.root().resolve(".env") : file);
        boolean existed = env.exists();
        if (force) {
            env.replace();
            terminal.line("Made " + env.path() + ", readable by you only.");
            if (existed) {
                terminal.line("PostgreSQL's volume keeps the old password: before the next up, delete all data with "
                        + "docker compose down --volumes.");
            }
        } else {
            report(env, existed, env.complete());
        }
        terminal.line("The passwords of the console's users are in it: LETSRUN_CONSOLE_VIEWER_PASSWORD, _OPERATOR_,"
                + " _EDITOR_.");
    }

    private void report(EnvFile env, boolean existed, List<String> added) {
        if (!existed) {
            terminal.line("Made " + env.path() + ", readable by you only.");
        } else if (added.isEmpty()) {
            terminal.line(env.path() + " is complete and stays unchanged; --force makes new values.");
        } else {
            terminal.line("Added to " + env.path() + ": " + String.join(", ", added) + ".");
        }
    }
}
