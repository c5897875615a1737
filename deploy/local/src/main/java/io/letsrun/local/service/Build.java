package io.letsrun.local.service;

import io.letsrun.local.Checkout;
import io.letsrun.local.Refusal;
import io.letsrun.local.process.Launch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Builds the services whose jar is missing, or older than a source file it is made of. */
public final class Build {

    private static final List<String> LIBRARIES =
            List.of("libraries/contracts", "libraries/edge", "libraries/delivery");

    /** Maven's own libraries make a JDK 25 warn. */
    private static final String QUIET = "--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED";

    /** Jars go into container images, where another user reads them; what the stack writes is closed to others. */
    private static final String READABLE = "umask 022; command -v \"$1\" >/dev/null || exit 127; exec \"$@\"";

    private final Checkout checkout;

    public Build(Checkout checkout) {
        this.checkout = checkout;
    }

    public List<ServiceKind> missing(List<ServiceKind> services) {
        return services.stream().filter(this::stale).toList();
    }

    public void make(List<ServiceKind> services) {
        String modules = services.stream().map(ServiceKind::module).collect(Collectors.joining(","));
        ProcessBuilder maven = new ProcessBuilder(
                        "sh",
                        "-c",
                        READABLE,
                        "sh",
                        "mvn",
                        "-q",
                        "-B",
                        "-Dmaven.test.skip=true",
                        "-Dspotless.check.skip",
                        "package",
                        "-am",
                        "-pl",
                        modules)
                .directory(checkout.root().toFile())
                .inheritIO();
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        maven.environment().merge("MAVEN_OPTS", QUIET, (given, quiet) -> given + " " + quiet);
        int exit = Launch.run(maven);
        if (exit == Launch.NOT_FOUND) {
            throw new Refusal("A build is needed and there is no Maven (mvn) on the PATH.");
        }
        if (exit != 0) {
            throw new Refusal("The build failed; what Maven said is above.");
        }
    }

    private boolean stale(ServiceKind service) {
        Path jar = service.jar(checkout);
        return !Files.exists(jar)
                || hasNewer(checkout.root().resolve("pom.xml"), jar)
                || Stream.concat(LIBRARIES.stream(), Stream.of(service.module()))
                        .map(checkout.root()::resolve)
                        .anyMatch(module ->
                                hasNewer(module.resolve("pom.xml"), jar) || hasNewer(module.resolve("src/main"), jar));
    }

    /** Whether the file, or one in the directory, is newer than a jar. */
    private static boolean hasNewer(Path path, Path jar) {
        if (!Files.exists(path)) {
            return false;
        }
        FileTime written = written(jar);
        try (Stream<Path> newer = Files.find(
                path,
                Integer.MAX_VALUE,
                (file, is) -> is.isRegularFile() && is.lastModifiedTime().compareTo(written) > 0)) {
            return newer.findAny().isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A reproducible jar bears a fixed modification time; when its inode last changed is when it was written. */
    static FileTime written(Path file) {
        try {
            return (FileTime) Files.getAttribute(file, "unix:ctime");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
