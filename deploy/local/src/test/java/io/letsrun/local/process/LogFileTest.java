package io.letsrun.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

    @TempDir
    private Path directory;

    @Test
    void keepsThePreviousStartBesideThisOne() throws IOException {
        LogFile log = new LogFile(directory.resolve("logs/kafka.log"));
        Files.writeString(log.rotate().path(), "first");
        Files.writeString(log.rotate().path(), "second");

        log.rotate();

        assertThat(log.path()).isEmptyFile();
        assertThat(log.previous()).hasContent("second");
    }

    @Test
    void showsItsLastLines() throws IOException {
        LogFile log = new LogFile(directory.resolve("kafka.log"));
        Files.writeString(log.path(), "one\ntwo\nthree\n");

        assertThat(log.last(2)).containsExactly("two", "three");
    }

    @Test
    void hasNoLinesBeforeTheFirstStart() {
        assertThat(new LogFile(directory.resolve("kafka.log")).last(2)).isEmpty();
    }
}
