package io.letsrun.local.cli;

import io.letsrun.local.Checkout;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** One of our commands as a small process of its own. */
final class LauncherProcess {
    private LauncherProcess() {}

    static List<String> command(Checkout checkout, String name) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-Dletsrun.home=" + checkout.root(),
                "-cp",
                absolute(System.getProperty("java.class.path")),
                LetsRun.class.getName(),
                name);
    }

    /** It runs in another directory. */
    private static String absolute(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator))
                .map(entry -> entry.endsWith("*") ? entry : Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
