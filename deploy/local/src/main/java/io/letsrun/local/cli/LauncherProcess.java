package io.letsrun.local.cli;

import io.letsrun.local.Checkout;
import java.nio.file.Path;
import java.util.List;

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
                System.getProperty("java.class.path"),
                LetsRun.class.getName(),
                name);
    }
}
