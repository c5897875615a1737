package io.letsrun.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Consumer;

/** What a process printed since its last start; the start before that is kept beside it. */
public record LogFile(Path path) {

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    public LogFile rotate() {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            if (Files.exists(path)) {
                Files.move(path, previous(), StandardCopyOption.REPLACE_EXISTING);
            }
            Files.createFile(path, OWNER_ONLY);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the log " + path, e);
        }
    }

    public Path previous() {
        return path.resolveSibling(path.getFileName() + ".1");
    }

    public List<String> last(int lines) {
        try {
            List<String> all = new String(Files.readAllBytes(path), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Gives the last lines, and then all that follow, of later starts too, until this process ends. */
    public void follow(int lines, Consumer<String> line) {
        ProcessBuilder tail = new ProcessBuilder("tail", "-n", Integer.toString(lines), "-F", path.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            Process process = tail.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            process.inputReader(StandardCharsets.UTF_8).lines().forEach(line);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot follow " + path, e);
        }
    }
}
