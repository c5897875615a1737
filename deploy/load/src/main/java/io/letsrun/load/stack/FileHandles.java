package io.letsrun.load.stack;

import com.sun.management.UnixOperatingSystemMXBean;
import io.letsrun.local.Refusal;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How many connections the system lets a process have. */
public final class FileHandles {

    /** Jars, logs, libraries, and what else a process has open. */
    private static final int OTHER = 256;

    private FileHandles() {}

    /**
     * Refuses a load that would run out of them, here or at the gateway, before it begins.
     *
     * @param gateway its process; null when it does not run
     */
    public static void requireFor(int connections, @Nullable Long gateway) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            require(connections, system.getMaxFileDescriptorCount(), "this shell allows", "the burst");
        }
        if (gateway != null) {
            limitOf(gateway)
                    .ifPresent(limit -> require(
                            connections, limit, "the gateway was started with", "./letsrun up, then the burst"));
        }
    }

    static void require(int connections, long limit, String who, String what) {
        long needed = connections + OTHER;
        if (limit < needed) {
            throw new Refusal(connections + " connections need " + needed + " file handles and " + who + " " + limit
                    + ": run ulimit -n " + needed + " in the shell (or raise its hard limit), then " + what
                    + "; or take fewer --connections.");
        }
    }

    /** Columns: "Max open files", soft limit, hard limit, "files". */
    private static OptionalLong limitOf(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "limits"))) {
            return lines.filter(line -> line.startsWith("Max open files"))
                    .map(line ->
                            line.substring("Max open files".length()).strip().split("\\s+")[0])
                    .filter(limit -> !limit.equals("unlimited"))
                    .mapToLong(Long::parseLong)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
