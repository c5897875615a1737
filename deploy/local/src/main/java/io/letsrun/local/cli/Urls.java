package io.letsrun.local.cli;

/** What to type to reach a component. */
final class Urls {
    private Urls() {}

    static String of(String component, int port) {
        return switch (component) {
            case "kafka", "kafka-1", "kafka-2", "kafka-3" -> "localhost:" + port;
            case "postgres" -> "postgresql://localhost:" + port + "/letsrun";
            case "redis" -> "redis://localhost:" + port;
            default -> "http://localhost:" + port;
        };
    }
}
