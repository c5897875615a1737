package io.letsrun.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The whole system as {@code ./letsrun up} starts it, with data and ports of its own, beside whatever else runs. */
final class RunningSystem implements AutoCloseable {

    private static final int[] PORTS = {
        8080, 8081, 8082, 8083, 8090, 8099, 9080, 9081, 9082, 9083, 9090, 9092, 9093, 9094, 9095, 9096, 9097, 5432, 6379
    };
    private static final int MINUTES = 5;

    /** For what lives too short to be worth the second one. The JVM says that it read it, so only commands whose words nobody reads get it. */
    private static final Map<String, String> FIRST_COMPILER = Map.of("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");

    private static @Nullable RunningSystem shared;

    private final Path home = Path.of(System.getProperty("letsrun.home")).toAbsolutePath();
    private final Path state;
    private final int offset;
    private final int brokers;

    private RunningSystem(int brokers) throws IOException {
        this.brokers = brokers;
        this.state = Files.createTempDirectory("letsrun-guarantees");
        this.offset = freeOffset();
    }

    /**
     * The one that tests share which count what is theirs only, and start again what they end: a start takes as long as
     * many of them. A test that failed may have left something down; the next one gets a new system.
     */
    static synchronized RunningSystem shared() throws IOException {
        RunningSystem system = shared;
        if (system != null && system.ask("status").exit() != 0) {
            system.close();
            system = null;
        }
        if (system == null) {
            system = start();
            shared = system;
        }
        return system;
    }

    /** A new one, for a test that needs it so; it ends with this JVM at the latest. */
    static RunningSystem start() throws IOException {
        return start(1);
    }

    static RunningSystem start(int brokers) throws IOException {
        RunningSystem system = new RunningSystem(brokers);
        Runtime.getRuntime().addShutdownHook(new Thread(system::close));
        system.letsrun(
                "up",
                "--detach",
                "--brokers",
                Integer.toString(brokers),
                "--port-offset",
                Integer.toString(system.offset));
        return system;
    }

    String gateway() {
        return url(8080);
    }

    /** @param port of a service where nothing is moved */
    String url(int port) {
        return "http://localhost:" + (port + offset);
    }

    /** @param port where the service serves when nothing is moved */
    String management(int port) {
        return url(port + 1_000);
    }

    Path log(String component) {
        return state.resolve("logs").resolve(component + ".log");
    }

    /** The console, as its operator. */
    Console console() {
        return new Console("http://localhost:" + (8090 + offset), "operator", secret("console.operator.password"));
    }

    String bootstrapServers() {
        return IntStream.range(0, brokers)
                .mapToObj(broker -> "localhost:" + (9092 + 2 * broker + offset))
                .collect(Collectors.joining(","));
    }

    void kill(String component) {
        letsrun("kill", component);
    }

    void stop(String component) {
        letsrun("stop", component);
    }

    void restart(String component) {
        letsrun("start", component);
    }

    /** Returns the single number that the query selects. */
    long count(String role, String query) {
        List<List<String>> rows = rows(role, query);
        return Long.parseLong(rows.getFirst().getFirst());
    }

    List<List<String>> rows(String role, String query) {
        try (Connection connection = connect(role);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            List<List<String>> rows = new ArrayList<>();
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    row.add(result.getString(column));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    void execute(String role, String statement) {
        try (Connection connection = connect(role);
                Statement open = connection.createStatement()) {
            open.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    private Connection connect(String role) throws SQLException {
        String url = "jdbc:postgresql://localhost:" + (5432 + offset) + "/letsrun";
        return DriverManager.getConnection(url, role, secret("postgres." + role + ".password"));
    }

    String secret(String name) {
        try (Reader reader = Files.newBufferedReader(state.resolve("secrets.properties"))) {
            Properties secrets = new Properties();
            secrets.load(reader);
            return secrets.getProperty(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void letsrun(String... words) {
        Said said = ask(FIRST_COMPILER, words);
        assertThat(said.exit())
                .as("letsrun %s: %s", String.join(" ", words), said.text())
                .isZero();
    }

    /** What a command printed, and its exit code. */
    record Said(int exit, String text) {}

    /** Runs a command, whatever comes of it. */
    Said ask(String... words) {
        return ask(Map.of(), words);
    }

    private Said ask(Map<String, String> environment, String... words) {
        List<String> command = new ArrayList<>(List.of(home.resolve("letsrun").toString()));
        command.addAll(Arrays.asList(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().putAll(Collector.running().environment());
        builder.environment().put("LETSRUN_STATE", state.toString());
        try {
            Path output = Files.createTempFile("letsrun", ".out");
            Process process = builder.redirectOutput(output.toFile()).start();
            boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
            String text = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            return new Said(ended ? process.exitValue() : -1, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freeOffset() {
        return IntStream.iterate(20_000, offset -> offset + 100)
                .limit(200)
                .filter(offset -> Arrays.stream(PORTS).allMatch(port -> free(port + offset)))
                .findFirst()
                .orElseThrow();
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        if (Files.exists(state)) {
            letsrun("reset", "--yes");
        }
    }
}
