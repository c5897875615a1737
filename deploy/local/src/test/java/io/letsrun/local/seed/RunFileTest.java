package io.letsrun.local.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.letsrun.local.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunFileTest {

    private static final String HEADER =
            "runner,startedAt,distanceMeters,elapsedSeconds,elevationGainMeters,averageHeartRateBpm";

    @TempDir
    private Path directory;

    @Test
    void countsRowsFromOneAndKeepsNumbersAsWritten() throws IOException {
        Path file = write(
                HEADER + "\r\nr-1,2020-01-01T06:00:00Z,2965.80,812,17.4,150.3\r\nr-2,2020-01-02T06:00:00Z,1,2,,\r\n");

        assertThat(new RunFile(file).read())
                .containsExactly(
                        new Run(1, "r-1", "2020-01-01T06:00:00Z", "2965.80", "812", "17.4", "150.3"),
                        new Run(2, "r-2", "2020-01-02T06:00:00Z", "1", "2", "", ""));
    }

    @Test
    void readsGzipWhateverItsName() throws IOException {
        Path file = directory.resolve("runs");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write((HEADER + "\nr-1,2020-01-01T06:00:00Z,1,2,3,4\n").getBytes(StandardCharsets.UTF_8));
        }

        assertThat(new RunFile(file).read()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "r-1,2020-01-01T06:00:00Z,1,2,3 | line 3: 5 columns instead of 6.",
                "r-1,2020-01-01T06:00:00Z,1,2,3,4,5 | line 3: 7 columns instead of 6.",
                "r-1,2020-01-01T06:00:00Z,far,2,3,4 | line 3: \"far\" in column 3 is not a number.",
                "r-1,2020-01-01T06:00:00Z,1,,3,4 | line 3: \"\" in column 4 is not a number.",
                "r-1,2020-01-01T06:00:00Z,01,2,3,4 | line 3: \"01\" in column 3 is not a number.",
                "r@1,2020-01-01T06:00:00Z,1,2,3,4 | line 3: \"r@1\" cannot name a runner."
            })
    void saysInWhichLineTheFileIsMalformed(String line, String sentence) throws IOException {
        Path file = write(HEADER + "\nr-1,2020-01-01T06:00:00Z,1,2,3,4\n" + line + "\n");

        assertThatThrownBy(() -> new RunFile(file).read())
                .isInstanceOf(Refusal.class)
                .hasMessageEndingWith(sentence);
    }

    @Test
    void refusesAnotherHeader() throws IOException {
        Path file = write("a,b\n");

        assertThatThrownBy(() -> new RunFile(file).read()).hasMessageContaining("line 1: the header is not " + HEADER);
    }

    @Test
    void saysThatThereIsNoFile() {
        assertThatThrownBy(() -> new RunFile(directory.resolve("none")).read())
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("There is no file");
    }

    private Path write(String content) throws IOException {
        return Files.writeString(directory.resolve("runs.csv"), content);
    }
}
