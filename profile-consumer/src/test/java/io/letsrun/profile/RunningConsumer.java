package io.letsrun.profile;

import io.letsrun.contracts.event.Event;
import io.letsrun.contracts.event.KafkaBinding;
import io.letsrun.contracts.event.Topic;
import io.letsrun.contracts.run.RunId;
import io.letsrun.contracts.run.RunRecorded;
import io.letsrun.contracts.signup.SignupAccepted;
import io.letsrun.edge.token.AccessTokens;
import io.letsrun.edge.token.TokenKeys;
import io.letsrun.testing.Infrastructure;
import io.letsrun.testing.Sending;
import io.letsrun.testing.TopicEnds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** The service as it runs, on real servers. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public abstract class RunningConsumer {

    protected static final Infrastructure SERVERS = Infrastructure.shared();

    protected static final Instant STARTED = Instant.parse("2026-05-01T04:00:00Z");

    private static final String KEYS = "test:" + "k".repeat(43);
    private static final AccessTokens TOKENS =
            new AccessTokens(TokenKeys.parse(KEYS), "profile-consumer", Clock.systemUTC());

    private final WebTestClient http;
    protected final DatabaseClient database;

    protected RunningConsumer(int port, DatabaseClient database) {
        // A response that a test does not read keeps its connection: a pool of them would run out.
        this.http = WebTestClient.bindToServer(new ReactorClientHttpConnector(HttpClient.newConnection()))
                .baseUrl("http://localhost:" + port)
                .responseTimeout(Duration.ofSeconds(15))
                .build();
        this.database = database;
    }

    @DynamicPropertySource
    static void environment(DynamicPropertyRegistry registry) {
        SERVERS.environment("profile").forEach((name, value) -> registry.add(name, () -> value));
        registry.add("LETSRUN_PROFILE_TOKEN_KEYS", () -> KEYS);
    }

    protected WebTestClient.ResponseSpec get(UUID user, String path, String... header) {
        WebTestClient.RequestHeadersSpec<?> request = http.get().uri(path).header("Authorization", bearer(user));
        return (header.length == 2 ? request.header(header[0], header[1]) : request).exchange();
    }

    protected WebTestClient http() {
        return http;
    }

    protected static String bearer(UUID user) {
        return "Bearer " + TOKENS.issue(user, Duration.ofMinutes(5));
    }

    /** A run of 5 km in 25 minutes, without anything that a phone may leave out. */
    public static RunRecorded run(UUID user, String client, long version, Instant startedAt) {
        return new RunRecorded(
                user,
                RunId.of(user, client, startedAt),
                client,
                version,
                startedAt,
                null,
                null,
                5_000_000,
                1_500,
                null,
                null,
                null);
    }

    public static SignupAccepted accepted(UUID user) {
        return new SignupAccepted(user, "Wilma", "Weit", 1980, "Köln", "DE", STARTED);
    }

    /** Sends the events as the gateway or signup-service would, and returns when the broker has them. */
    protected static void send(Topic topic, List<? extends Event> events) {
        KafkaBinding binding = new KafkaBinding("/test");
        Sending.all(
                SERVERS.kafka().bootstrapServers(),
                events.stream()
                        .map(event -> binding.write(topic, event, Instant.now(), null))
                        .toList());
    }

    /** Returns when the service has committed the offset behind everything that was sent. */
    protected static void awaitConsumed(Topic topic) {
        TopicEnds.awaitCommitted(SERVERS.kafka().bootstrapServers(), "profile-consumer", topic.name());
    }

    protected long count(String query, Object... parameters) {
        DatabaseClient.GenericExecuteSpec statement = database.sql(query);
        for (int i = 0; i < parameters.length; i++) {
            statement = statement.bind(i, parameters[i]);
        }
        return result(statement.map(row -> row.get(0, Long.class)).one());
    }

    protected static <T> T result(Mono<T> query) {
        return Objects.requireNonNull(query.block(Duration.ofSeconds(30)));
    }
}
