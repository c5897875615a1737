package io.letsrun.local.seed;

import io.letsrun.local.Refusal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What to seed at the upstream. */
final class EventOptions {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    @Option(
            names = "--events",
            required = true,
            description = "Add events at the upstream (or its simulator) instead of runs. Those that exist stay.")
    private boolean events;

    @Option(
            names = "--users",
            paramLabel = "N",
            description = "Users to make up, who exist only there; 10 by default, or none with --user or --signed-up.")
    private @Nullable Integer users;

    @Option(
            names = "--per-user",
            paramLabel = "N",
            description = "How many events each user should have; 10 by default.")
    private int perUser = 10;

    @Option(names = "--user", paramLabel = "ID", description = "A user by id, such as the user of a token.")
    private final List<String> named = new ArrayList<>();

    @Option(
            names = "--signed-up",
            description = "Use the made-up runners (--runners), who sign up through the gateway as they do for runs.")
    boolean signedUp;

    @Option(names = "--upstream", paramLabel = "URL", description = "The upstream; by default this stack's simulator.")
    @Nullable URI upstream;

    int users() {
        int some = users != null ? users : named.isEmpty() && !signedUp ? 10 : 0;
        if (some < 0 || some > 99_999) {
            throw new Refusal("--users is 0 to 99999, not " + some + ".");
        }
        return some;
    }

    int perUser() {
        if (perUser < 1 || perUser > 99_999) {
            throw new Refusal("--per-user is 1 to 99999, not " + perUser + ".");
        }
        return perUser;
    }

    List<String> named() {
        for (String id : named) {
            if (!ID.matcher(id).matches()) {
                throw new Refusal("--user is 1 to 64 of A-Z, a-z, 0-9 and . _ : -, and " + id + " is not.");
            }
        }
        return named;
    }
}
