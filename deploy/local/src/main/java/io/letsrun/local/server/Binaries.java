package io.letsrun.local.server;

import io.letsrun.local.Refusal;
import io.letsrun.local.process.Tree;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The servers' executables, unpacked once from the jars they come in. */
final class Binaries {

    private final Path cache;

    Binaries(Path cache) {
        this.cache = cache;
    }

    /** The root of a PostgreSQL installation: bin, lib, share. */
    Path postgres() {
        String resource = switch (platform()) {
            case "linux-amd64" -> "postgres-linux-x86_64.txz";
            case "linux-aarch64" -> "postgres-linux-arm_64.txz";
            case "mac-amd64" -> "postgres-darwin-x86_64.txz";
            case "mac-aarch64" -> "postgres-darwin-arm_64.txz";
            case String other -> throw new Refusal("There is no PostgreSQL for " + other + " in the build.");
        };
        return unpacked("postgres-" + version("/" + resource), "/" + resource, Binaries::untar);
    }

    /** The redis-server program. */
    Path redis() {
        String resource = switch (platform()) {
            case "linux-amd64" -> "redis-server-6.2.6-v5-linux-amd64";
            case "linux-aarch64" -> "redis-server-6.2.7-linux-arm64";
            case "mac-amd64" -> "redis-server-6.2.6-v5-darwin-amd64";
            case "mac-aarch64" -> "redis-server-6.2.6-v5-darwin-arm64";
            case String other -> throw new Refusal("There is no Redis for " + other + " in the build.");
        };
        return unpacked(resource, "/" + resource, Binaries::copyProgram).resolve("redis-server");
    }

    /** Several processes may unpack at once: each into a directory of its own, and the first to rename it wins. */
    private Path unpacked(String name, String resource, Unpacking unpacking) {
        Path target = cache.resolve(name);
        if (Files.isDirectory(target)) {
            return target;
        }
        try (InputStream content = Binaries.class.getResourceAsStream(resource)) {
            if (content == null) {
                throw new Refusal("The binary " + resource + " is missing on the class path.");
            }
            Path partial = Files.createTempDirectory(cache, name + ".");
            unpacking.unpack(content, partial);
            Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rwx------"));
            rename(partial, target);
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack " + resource + " into " + cache, e);
        }
    }

    private static void rename(Path partial, Path target) throws IOException {
        try {
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
            new Tree(partial).delete();
        }
    }

    private static void untar(InputStream content, Path directory) throws IOException {
        try (var archive = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(content)))) {
            for (TarArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                place(entry, archive, directory);
            }
        }
    }

    private static void place(TarArchiveEntry entry, InputStream content, Path directory) throws IOException {
        Path file = directory.resolve(entry.getName()).normalize();
        if (!file.startsWith(directory)) {
            throw new IOException("entry outside the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
        boolean program = (entry.getMode() & 0b001_000_000) != 0;
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(program ? "rwx------" : "rw-------"));
    }

    private static void copyProgram(InputStream content, Path directory) throws IOException {
        Path program = directory.resolve("redis-server");
        Files.copy(content, program);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    /** The size of the archive tells one version from another, and costs nothing to read. */
    private static String version(String resource) {
        try {
            var location = Binaries.class.getResource(resource);
            return location == null
                    ? "missing"
                    : Long.toString(location.openConnection().getContentLengthLong());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String kind = system.contains("linux") ? "linux" : system.contains("mac") ? "mac" : system;
        return kind + "-" + System.getProperty("os.arch").replace("x86_64", "amd64");
    }

    private interface Unpacking {
        void unpack(InputStream content, Path directory) throws IOException;
    }
}
