package io.letsrun.testing;

import java.util.HashMap;
import java.util.Map;

/** The servers that integration tests need. */
public interface Infrastructure extends AutoCloseable {

    /** The servers that all tests of this JVM share. */
    static Infrastructure shared() {
        return Shared.INFRASTRUCTURE;
    }

    /** Servers of the caller's own, which end when it closes them. */
    static Infrastructure fresh() {
        String kind = System.getProperty("infrastructure", "embedded");
        return switch (kind) {
            case "embedded", "" -> new EmbeddedInfrastructure();
            case "containers" -> new ContainerInfrastructure();
            default ->
                throw new IllegalArgumentException(
                        "infrastructure must be \"embedded\" or \"containers\": \"" + kind + '"');
        };
    }

    /** Started by the first call. */
    Kafka kafka();

    /** Started by the first call. */
    Postgres postgres();

    /** Started by the first call. */
    Redis redis();

    /** Starts all three, and gives what a service that logs in as {@code role} reads of its environment. */
    default Map<String, String> environment(String role) {
        Map<String, String> environment = new HashMap<>(postgres().environment(role));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka().bootstrapServers());
        environment.put("REDIS_URL", redis().url());
        return environment;
    }

    /** Ends the servers and deletes their data. */
    @Override
    void close();
}
