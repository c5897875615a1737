package io.letsrun.load.benchmark;

import io.letsrun.local.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/**
 * A load by wrk.
 *
 * @param script what to send
 * @param connections kept open, each with one request under way at most
 */
record Wrk(Path script, int connections) {

    private static final int THREADS = 2;

    /**
     * What came of it.
     *
     * @param requests answered
     * @param refused answered with a status of 400 or more
     * @param failed connections and reads that failed or timed out
     * @param seconds it took
     * @param p50Millis median latency
     * @param p99Millis 99th percentile of latency
     */
    public record Result(long requests, long refused, long failed, double seconds, double p50Millis, double p99Millis) {

        /** Requests accepted a second. */
        public double rate() {
            return (requests - refused) / seconds;
        }
    }

    /** @param script its name; what all scripts share is put before it */
    static Wrk of(String script, int connections) throws IOException {
        Path file = file("-" + script);
        return new Wrk(Files.writeString(file, resource("common.lua") + resource(script)), connections);
    }

    /** Returns a new file for it to read, which goes with this process: users' tokens must not stay. */
    static Path file(String end) throws IOException {
        Path file = Files.createTempFile("letsrun-benchmark", end);
        file.toFile().deleteOnExit();
        return file;
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Wrk.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    Result load(String url, Duration time, String... arguments) {
        return load(url, time, Duration.ZERO, arguments);
    }

    /** @param pause how long each connection waits between an answer and its next request, on average */
    Result load(String url, Duration time, Duration pause, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of("wrk", "-t" + THREADS, "-c" + connections, "-d" + time.toSeconds() + "s", "--timeout", "15s"));
        // Another seed each time, so that no load repeats what an earlier one sent.
        String seed = Long.toString(System.nanoTime() / 1000);
        command.addAll(List.of("-s", script.toString(), url, "--", Long.toString(pause.toMillis()), seed));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return output.lines()
                    .filter(line -> line.startsWith("{"))
                    .findFirst()
                    .map(line -> JsonMapper.shared().readValue(line, Result.class))
                    .orElseThrow(() -> new Refusal("wrk failed: " + output));
        } catch (IOException e) {
            throw new Refusal("wrk is needed and cannot be started (apt-get install wrk): " + e.getMessage());
        }
    }
}
