package io.letsrun.local.seed;

import io.letsrun.local.terminal.AtLeastOne;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What to seed at the upstream. */
final class EventOptions {

    @Option(
            names = "--events",
            required = true,
            description = "Add events at the upstream (or its simulator) instead of runs. Those that exist stay.")
    private boolean events;

    @Option(
            names = "--users",
            paramLabel = "N",
            converter = AtLeastOne.class,
            description = "Users to make up, who exist only there; 10 by default, or none with --user.")
    private @Nullable Integer users;

    @Option(
            names = "--per-user",
            paramLabel = "N",
            converter = AtLeastOne.class,
            description = "How many events each user should have; 10 by default.")
    int perUser = 10;

    @Option(names = "--user", paramLabel = "ID", description = "A user by id, such as the user of a token.")
    private final List<String> named = new ArrayList<>();

    @Option(names = "--upstream", paramLabel = "URL", description = "The upstream; by default this stack's simulator.")
    @Nullable URI upstream;

    /** Returns the ids of those who are named, and of those who are made up: the same each time. */
    List<String> users() {
        int madeUp = users != null ? users : named.isEmpty() ? 10 : 0;
        List<String> all = new ArrayList<>(named);
        IntStream.rangeClosed(1, madeUp).mapToObj(Run::runner).forEach(all::add);
        return all;
    }
}
