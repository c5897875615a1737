package io.letsrun.local.server;

import io.letsrun.local.Refusal;
import io.letsrun.local.process.Pause;
import io.letsrun.local.process.ProcessIdentity;
import io.letsrun.local.process.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** PostgreSQL's data directory. */
record Cluster(Path data, Path programs, Unprivileged unprivileged) {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private static final Set<PosixFilePermission> PASSWORD_FILE = PosixFilePermissions.fromString("rw-------");

    private static final Path SHARED_MEMORY = Path.of("/proc/sysvipc/shm");

    /** Made beside its place and then renamed, so a half-made one is never taken for a whole one. */
    void initialiseOnce(String superuser, String password) {
        if (Files.exists(data.resolve("PG_VERSION"))) {
            return;
        }
        Path partial = data.resolveSibling(data.getFileName() + ".new");
        Path passwordFile = partial.resolveSibling(partial.getFileName() + ".password");
        try {
            new Tree(partial).delete();
            Files.createDirectories(partial);
            Files.setPosixFilePermissions(partial, OWNER_ONLY);
            Files.deleteIfExists(passwordFile);
            Files.createFile(passwordFile, PosixFilePermissions.asFileAttribute(PASSWORD_FILE));
            Files.writeString(passwordFile, password);
            unprivileged.handOver(partial);
            unprivileged.handOver(passwordFile);
            initialise(partial, superuser, passwordFile);
            Files.delete(passwordFile);
            Files.move(partial, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot initialise PostgreSQL in " + data, e);
        }
    }

    /**
     * When the postmaster was killed, its backends end a moment later; until then they hold the shared memory and
     * the next postmaster refuses to start.
     */
    void awaitLeftovers() {
        for (int look = 0; look < 100 && sharedMemoryInUse(); look++) {
            Pause.of(Duration.ofMillis(100));
        }
        forgetTheDead();
    }

    /**
     * A postmaster that was killed stays a zombie until its parent asks for its exit code, which may take a while. To the
     * next postmaster it looks alive, and keeps it from starting.
     */
    private void forgetTheDead() {
        Path lock = data.resolve("postmaster.pid");
        try {
            if (Files.exists(lock)
                    && ProcessIdentity.isZombie(
                            Long.parseLong(Files.readAllLines(lock).getFirst().trim()))) {
                Files.delete(lock);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + lock, e);
        }
    }

    private void initialise(Path directory, String superuser, Path passwordFile) throws IOException {
        Path log = data.resolveSibling(data.getFileName() + ".initdb.log");
        Process initdb = new ProcessBuilder(unprivileged.command(List.of(
                        programs.resolve("initdb").toString(),
                        "--pgdata=" + directory,
                        "--username=" + superuser,
                        "--pwfile=" + passwordFile,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--locale=C",
                        "--no-instructions")))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (initdb.waitFor() != 0) {
                throw new Refusal("PostgreSQL cannot initialise " + data + ":\n" + Files.readString(log));
            }
        } catch (InterruptedException e) {
            initdb.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new Refusal("Interrupted while PostgreSQL initialised " + data + ".", e);
        }
    }

    private boolean sharedMemoryInUse() {
        try {
            Path pidFile = data.resolve("postmaster.pid");
            if (!Files.exists(pidFile) || !Files.exists(SHARED_MEMORY)) {
                return false;
            }
            List<String> lines = Files.readAllLines(pidFile);
            return lines.size() > 6 && attached(lines.get(6).trim().replaceAll(".*\\s", ""));
        } catch (IOException e) {
            return false;
        }
    }

    /** Columns: key, shmid, perms, size, cpid, lpid, nattch, … */
    private static boolean attached(String segment) throws IOException {
        return Files.readAllLines(SHARED_MEMORY).stream()
                .map(line -> line.trim().split("\\s+"))
                .anyMatch(columns -> columns.length > 6 && columns[1].equals(segment) && !columns[6].equals("0"));
    }
}
