package io.letsrun.load.schedule;

import io.letsrun.local.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Derives the shape of the morning's hour from recordings. */
@Command(
        name = "shape",
        mixinStandardHelpOptions = true,
        description = {
            "Derives the hour after the peak of './letsrun burst morning' from recorded runs: how many end in each minute"
                    + " after the morning's busiest one, as shares of that one."
        })
public final class DeriveShape implements Callable<Integer> {

    @Parameters(
            paramLabel = "FILE",
            description = "CSV, perhaps .gz, with columns startedAt (RFC 3339) and elapsedSeconds.")
    private Path file = Path.of("");

    @Override
    public Integer call() throws IOException {
        try (BufferedReader csv = open()) {
            Recordings recordings = Recordings.read(csv);
            MorningHour hour = recordings.hour();
            System.err.printf(
                    "%d runs, %d lines skipped; the busiest minute of the morning is %02d:%02d.%n",
                    recordings.total(), recordings.skipped(), recordings.busiest() / 60, recordings.busiest() % 60);
            System.out.print(hour.text());
            return 0;
        }
    }

    private BufferedReader open() throws IOException {
        try {
            InputStream in = Files.newInputStream(file);
            InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
            return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            throw new Refusal("There is no file " + file + ".");
        }
    }
}
