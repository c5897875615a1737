package io.letsrun.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.console.RunningConsole;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;

/** Connections that are kept, as browsers do: each request on them is answered, and what comes after it. */
class KeptConnectionIT extends RunningConsole {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int CONNECTIONS = 6;
    private static final int REQUESTS = 100;

    private final int port;
    private final Assets assets;

    KeptConnectionIT(@LocalServerPort int port, @Autowired DatabaseClient database, @Autowired Assets assets) {
        super(port, database);
        this.port = port;
        this.assets = assets;
    }

    /** The second request is queued behind the first, and answered at once when its turn comes. */
    @Test
    void goOnBeingReadAfterARequestThatHadToWait() throws IOException {
        try (Kept connection = new Kept(port)) {
            connection.ask("/login");
            connection.ask("/favicon.ico");
            connection.answer();
            connection.answer();

            connection.ask("/login");

            assertThat(connection.answer()).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    @Test
    void bringTheFilesOfAPageHoweverManyAskAtOnce() throws Exception {
        List<String> paths = List.of(
                "/login",
                assets.path("htmx.min.js"),
                assets.path("console.css"),
                assets.path("console.js"),
                assets.path("icon.svg"));
        Callable<List<String>> browser = () -> {
            List<String> answers = new ArrayList<>();
            try (Kept connection = new Kept(port)) {
                for (int i = 0; i < REQUESTS; i++) {
                    connection.ask(paths.get(i % paths.size()));
                    answers.add(connection.answer());
                }
            }
            return answers;
        };

        try (ExecutorService browsers = Executors.newFixedThreadPool(CONNECTIONS)) {
            List<Future<List<String>>> all = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                all.add(browsers.submit(browser));
            }
            for (Future<List<String>> answers : all) {
                assertThat(answers.get()).hasSize(REQUESTS).containsOnly("HTTP/1.1 200 OK");
            }
        }
    }

    /** A connection on which one may ask before the last answer was read. */
    private static final class Kept implements AutoCloseable {

        private final Socket socket;
        private final InputStream answers;

        Kept(int port) throws IOException {
            socket = new Socket("localhost", port);
            socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            answers = new BufferedInputStream(socket.getInputStream());
        }

        void ask(String path) throws IOException {
            String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        }

        /** Reads one answer whole, and returns its first line. */
        String answer() throws IOException {
            String status = line();
            long left = 0;
            boolean chunked = false;
            for (String header = line().toLowerCase(Locale.ROOT);
                    !header.isEmpty();
                    header = line().toLowerCase(Locale.ROOT)) {
                if (header.startsWith("content-length:")) {
                    left = Long.parseLong(
                            header.substring("content-length:".length()).strip());
                }
                chunked |= header.equals("transfer-encoding: chunked");
            }
            answers.skipNBytes(left);
            while (chunked) {
                int size = Integer.parseInt(line(), 16);
                answers.skipNBytes(size);
                line();
                chunked = size > 0;
            }
            return status;
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int next = answers.read(); next >= 0 && next != '\n'; next = answers.read()) {
                line.append((char) next);
            }
            return line.toString().strip();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
