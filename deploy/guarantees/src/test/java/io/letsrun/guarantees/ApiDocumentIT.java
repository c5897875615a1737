package io.letsrun.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The OpenAPI document passes two linters, and each answer of the running system is as the document says. */
class ApiDocumentIT {

    private static final Path SOURCES = Path.of("src/test/api").toAbsolutePath();
    private static final Path WORK = Path.of("target/api").toAbsolutePath();
    private static final Pattern TOKEN = Pattern.compile("(?m)^token (\\S+)");
    private static final int MINUTES = 5;

    private static RunningSystem system;

    @BeforeAll
    static void generateTheClient() throws Exception {
        copySources();
        // It waits for the network most of the time, the start of the system for the processors.
        Future<?> installed = CompletableFuture.runAsync(ApiDocumentIT::install);
        system = RunningSystem.shared();
        Files.writeString(WORK.resolve("openapi.json"), document());
        installed.get(MINUTES, TimeUnit.MINUTES);
        run(Map.of(), "npm", "run", "--silent", "generate");
        run(Map.of(), "npm", "run", "--silent", "compile");
    }

    @Test
    void passesBothLinters() {
        run(Map.of(), "npm", "run", "--silent", "lint");
    }

    @Test
    void describesEachAnswerOfAPhonesDay() {
        String gateway = system.gateway();
        String day = run(Map.of(), "node", "build/src/day.js", gateway, "openapi.json");

        Matcher token = TOKEN.matcher(day);
        assertThat(token.find()).as(day).isTrue();
        system.kill("kafka");
        for (String component : List.of("profile-consumer", "events-service", "redis")) {
            system.kill(component); // Redis too, which has answers of these services
        }
        try {
            run(Map.of("TOKEN", token.group(1)), "node", "build/src/day.js", gateway, "openapi.json", "away");
        } finally {
            for (String component : List.of("kafka", "redis", "profile-consumer", "events-service")) {
                system.restart(component);
            }
        }
    }

    private static String document() throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(system.gateway() + "/v3/api-docs"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static void copySources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = WORK.resolve(SOURCES.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Once for each state of the lock file: it takes a minute. */
    private static void install() {
        Path installed = WORK.resolve("node_modules/installed-lock.json");
        try {
            String lock = Files.readString(WORK.resolve("package-lock.json"));
            if (!Files.exists(installed) || !Files.readString(installed).equals(lock)) {
                run(Map.of(), "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline");
                Files.writeString(installed, lock);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String run(Map<String, String> environment, String... command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(WORK.toFile()).redirectErrorStream(true);
        builder.environment().put("DOCUMENT", "openapi.json");
        builder.environment().put("REDOCLY_TELEMETRY", "off");
        builder.environment().put("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
        builder.environment().putAll(environment);
        try {
            Path output = Files.createTempFile(WORK, "command", ".out");
            Process process = builder.redirectOutput(output.toFile()).start();
            boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
            String text = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            if (!ended) {
                process.destroyForcibly();
            }
            assertThat(ended && process.exitValue() == 0)
                    .as("%s:%n%s", Arrays.toString(command), text)
                    .isTrue();
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException("is Node.js with npm installed?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
