package io.letsrun.local.seed;

import io.letsrun.local.Refusal;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Runs in a CSV file, compressed with gzip or not. */
public record RunFile(Path path) {

    private static final String HEADER =
            "runner,startedAt,distanceMeters,elapsedSeconds,elevationGainMeters,averageHeartRateBpm";

    /** Goes into an e-mail address and, behind a prefix, into an Idempotency-Key of at most 255 characters. */
    private static final Pattern RUNNER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,58}");

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    /** @throws Refusal when there is no such file, or it is malformed */
    public List<Run> read() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(content(), StandardCharsets.UTF_8))) {
            String header = reader.readLine();
            if (header == null || !header.strip().equals(HEADER)) {
                throw malformed(1, "the header is not " + HEADER);
            }
            List<Run> runs = new ArrayList<>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                runs.add(run(line, runs.size() + 1));
            }
            return runs;
        } catch (NoSuchFileException e) {
            throw new Refusal("There is no file " + path + ".", e);
        } catch (IOException e) {
            throw new Refusal("Cannot read " + path + ": " + e.getMessage() + ".", e);
        }
    }

    private InputStream content() throws IOException {
        InputStream file = new BufferedInputStream(Files.newInputStream(path));
        file.mark(2);
        boolean compressed = file.read() == 0x1f && file.read() == 0x8b;
        file.reset();
        return compressed ? new GZIPInputStream(file, 1 << 16) : file;
    }

    private Run run(String line, int row) {
        String[] cells = line.strip().split(",", -1);
        if (cells.length != 6) {
            throw malformed(row + 1, cells.length + " columns instead of 6");
        }
        if (!RUNNER.matcher(cells[0]).matches()) {
            throw malformed(row + 1, "\"" + cells[0] + "\" cannot name a runner");
        }
        for (int column = 2; column < 6; column++) {
            boolean mayBeEmpty = column >= 4;
            if (!NUMBER.matcher(cells[column]).matches() && !(mayBeEmpty && cells[column].isEmpty())) {
                throw malformed(row + 1, "\"" + cells[column] + "\" in column " + (column + 1) + " is not a number");
            }
        }
        return new Run(row, cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]);
    }

    private Refusal malformed(int line, String what) {
        return new Refusal(path + ", line " + line + ": " + what + ".");
    }
}
