package io.letsrun.local.server;

import com.sun.security.auth.module.UnixSystem;
import io.letsrun.local.Refusal;
import io.letsrun.local.process.Launch;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** PostgreSQL refuses to run as root; this is how it runs all the same when everything else here does. */
enum Unprivileged {
    /** We are not root: nothing to do. */
    ALREADY(List.of()),

    /** A user namespace in which we are nobody; our files are nobody's too, so none needs another owner. */
    NAMESPACE(List.of("unshare", "-U")),

    /** Another user, for containers whose seccomp profile forbids namespaces; the data has to be theirs. */
    OTHER_USER(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));

    private final List<String> prefix;

    Unprivileged(List<String> prefix) {
        this.prefix = prefix;
    }

    static Unprivileged here() {
        if (new UnixSystem().getUid() != 0) {
            return ALREADY;
        }
        if (succeeds(NAMESPACE.command(List.of("true")))) {
            return NAMESPACE;
        }
        if (succeeds(OTHER_USER.command(List.of("true")))) {
            return OTHER_USER;
        }
        throw new Refusal("PostgreSQL refuses to run as root, and neither unshare nor setpriv works here:"
                + " run this as another user.");
    }

    /** The command, run without root's rights. */
    List<String> command(List<String> command) {
        return Stream.concat(prefix.stream(), command.stream()).toList();
    }

    /** Lets the process that runs without root's rights own the directory and all in it. */
    void handOver(Path directory) {
        if (this == OTHER_USER && !succeeds(List.of("chown", "-R", "65534:65534", directory.toString()))) {
            throw new Refusal("Cannot give " + directory + " to the user that PostgreSQL runs as.");
        }
    }

    /** Lets that process reach its data and read its programs, which are closed to others. */
    void letIn(Path state, Path data, Path programs) {
        if (this != OTHER_USER) {
            return;
        }
        for (Path start : List.of(data, programs)) {
            for (Path parent = start.getParent();
                    parent != null && parent.startsWith(state);
                    parent = parent.getParent()) {
                succeeds(List.of("chmod", "o+x", parent.toString()));
            }
        }
        succeeds(List.of("chmod", "-R", "o+rX", programs.toString()));
    }

    private static boolean succeeds(List<String> command) {
        return Launch.run(new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD))
                == 0;
    }
}
