package io.letsrun.load.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * A few metrics of a service, in Prometheus's text format.
 *
 * @param text one line for each name and set of labels
 */
record Metrics(String text) {

    /** Asks services. */
    static final class Client implements AutoCloseable {

        private static final Duration PATIENCE = Duration.ofSeconds(2);

        private final HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();

        /** @return nothing when the service does not answer in time: it may be down on purpose */
        Optional<Metrics> of(String service, String... names) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(service + "/actuator/prometheus?includedNames=" + String.join(",", names)))
                    .timeout(PATIENCE)
                    .build();
            try {
                HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
                return response.statusCode() == 200 ? Optional.of(new Metrics(response.body())) : Optional.empty();
            } catch (IOException e) {
                return Optional.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }

        @Override
        public void close() {
            http.shutdownNow();
        }
    }

    /** Adds up the finite values of a name, where the labels contain all of these texts. */
    double sum(String name, String... labels) {
        return text.lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .filter(line -> Stream.of(labels).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .filter(Double::isFinite)
                .sum();
    }
}
