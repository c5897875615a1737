package io.letsrun.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** A directory with all that is in it. */
public record Tree(Path root) {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    /** Makes the directory, and keeps it and all in it from everybody but their owner. */
    public void closeToOthers() {
        try {
            Files.createDirectories(root);
            if (!Files.getPosixFilePermissions(root).equals(OWNER_ONLY)) {
                Files.setPosixFilePermissions(root, OWNER_ONLY);
                closeContents();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + root + " to others", e);
        }
    }

    private void closeContents() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(file -> !Files.isSymbolicLink(file)).toList()) {
                Set<PosixFilePermission> permissions = new HashSet<>(Files.getPosixFilePermissions(file));
                if (permissions.retainAll(OWNER_ONLY)) {
                    Files.setPosixFilePermissions(file, permissions);
                }
            }
        }
    }

    /** Does nothing when there is none. */
    public void delete() {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + root, e);
        }
    }
}
