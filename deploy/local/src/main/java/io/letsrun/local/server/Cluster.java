package io.letsrun.local.server;

import io.letsrun.local.Refusal;
import io.letsrun.local.process.Launch;
import io.letsrun.local.process.ProcessIdentity;
import io.letsrun.local.process.StateFile;
import io.letsrun.local.process.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** PostgreSQL's data directory. */
record Cluster(Path data, Path programs, Unprivileged unprivileged) {

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
            Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rwx------"));
            StateFile.write(passwordFile, password);
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
     * A postmaster that was killed stays a zombie until its parent asks for its exit code, which may take a while. To the
     * next postmaster it looks alive, and keeps it from starting.
     */
    void forgetTheDead() {
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
        ProcessBuilder initdb = new ProcessBuilder(unprivileged.command(List.of(
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
                .redirectOutput(log.toFile());
        if (Launch.run(initdb) != 0) {
            throw new Refusal("PostgreSQL cannot initialise " + data + ":\n" + Files.readString(log));
        }
    }
}
