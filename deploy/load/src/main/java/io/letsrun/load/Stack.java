package io.letsrun.load;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The local stack to measure. */
public final class Stack {

    private static final int GATEWAY = 8080;
    private static final int SIGNUPS = 8081;
    private static final int PROFILES = 8082;
    private static final int EVENTS = 8083;
    private static final int MANAGEMENT = 1_000;
    private static final int UPSTREAM = 8099;
    private static final List<Integer> KAFKA = List.of(9092, 9094, 9096);
    private static final int POSTGRES = 5432;

    private final Path home = Path.of(System.getProperty("letsrun.home", "")).toAbsolutePath();

    @Option(
            names = "--port-offset",
            defaultValue = "0",
            description = "What the stack was started with (default: ${DEFAULT-VALUE}).")
    private int portOffset;

    /** The stack that was started with this offset. */
    public static Stack at(int portOffset) {
        Stack stack = new Stack();
        stack.portOffset = portOffset;
        return stack;
    }

    /** What is added to every port. */
    public int portOffset() {
        return portOffset;
    }

    /** The gateway's base URL, without a trailing slash. */
    public String gateway() {
        return "http://localhost:" + (GATEWAY + portOffset);
    }

    /** Where a service tells its metrics, without a trailing slash. */
    public String management(String service) {
        int port = switch (service) {
            case "gateway-service" -> GATEWAY;
            case "signup-service" -> SIGNUPS;
            case "profile-consumer" -> PROFILES;
            case "events-service" -> EVENTS;
            default -> throw new IllegalArgumentException(service);
        };
        return "http://localhost:" + (port + MANAGEMENT + portOffset);
    }

    /** The events-service's base URL, without a trailing slash. */
    public String events() {
        return "http://localhost:" + (EVENTS + portOffset);
    }

    /** The upstream simulator's base URL, without a trailing slash. */
    public String upstream() {
        return "http://localhost:" + (UPSTREAM + portOffset);
    }

    /** All brokers, of which any may be killed while it is measured; a stack of three keeps its data by number. */
    public String bootstrapServers() {
        boolean three = Files.isDirectory(home.resolve(".letsrun/data/kafka-1"));
        return KAFKA.stream()
                .limit(three ? KAFKA.size() : 1)
                .map(port -> "localhost:" + (port + portOffset))
                .collect(Collectors.joining(","));
    }

    /** Connects as the role that owns the schema of the same name. */
    public Connection postgres(String role) throws SQLException {
        String url = "jdbc:postgresql://localhost:" + (POSTGRES + portOffset) + "/letsrun";
        return DriverManager.getConnection(url, role, secrets().getProperty("postgres." + role + ".password"));
    }

    /** Runs {@code ./letsrun} with these words, and refuses to go on when it fails. */
    public void letsrun(String... words) throws IOException, InterruptedException {
        String[] command = new String[words.length + 1];
        command[0] = home.resolve("letsrun").toString();
        System.arraycopy(words, 0, command, 1, words.length);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new Refusal(
                    "./letsrun " + String.join(" ", words) + " failed; is the stack up? See ./letsrun status.");
        }
    }

    private Properties secrets() {
        Path file = home.resolve(".letsrun/secrets.properties");
        if (!Files.exists(file)) {
            throw new Refusal("There is no local stack in " + home + ": start one with ./letsrun up.");
        }
        try (Reader reader = Files.newBufferedReader(file)) {
            Properties secrets = new Properties();
            secrets.load(reader);
            return secrets;
        } catch (IOException e) {
            throw new Refusal("Cannot read " + file + ": " + e.getMessage());
        }
    }
}
