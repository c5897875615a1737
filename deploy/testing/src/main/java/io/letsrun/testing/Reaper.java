package io.letsrun.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A shell that outlives this JVM by a moment, to end and delete what it left. It reads from a pipe that only this JVM
 * holds, so it notices the end of a JVM that was killed as well.
 */
final class Reaper {

    private static final String SCRIPT = """
            trap '' INT TERM HUP
            processes=' ' directories=''
            while IFS=' ' read -r word what; do
              case $word in
                process) processes="$processes$what " ;;
                forget) processes="${processes%% $what *} ${processes#* $what }" ;;
                directory) directories="$directories
            $what" ;;
              esac
            done
            [ -z "${processes# }" ] || kill -9 $processes
            IFS='
            '
            for directory in $directories; do
              rm -rf "$directory" || { sleep 1; rm -rf "$directory"; }
            done
            """;

    private static final Reaper INSTANCE = new Reaper();

    private final OutputStream words;

    private Reaper() {
        try {
            words = new ProcessBuilder(List.of("setsid", "sh", "-c", SCRIPT))
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .getOutputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void watch(long pid) {
        INSTANCE.say("process " + pid);
    }

    static void forget(long pid) {
        INSTANCE.say("forget " + pid);
    }

    static void deleteAtEnd(Path directory) {
        INSTANCE.say("directory " + directory);
    }

    private synchronized void say(String sentence) {
        try {
            words.write((sentence + "\n").getBytes(StandardCharsets.UTF_8));
            words.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
