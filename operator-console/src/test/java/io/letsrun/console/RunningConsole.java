package io.letsrun.console;

import io.letsrun.testing.Infrastructure;
import java.time.Duration;
import java.util.Objects;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** The console as it runs, on real servers, with a user of each role whose password is the user's name. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public abstract class RunningConsole {

    protected static final Infrastructure SERVERS = Infrastructure.shared();

    protected static final String VIEWER = "vera";
    protected static final String OPERATOR = "otto";
    protected static final String EDITOR = "edda";

    protected final String url;
    protected final WebTestClient http;
    protected final DatabaseClient database;

    protected RunningConsole(int port, DatabaseClient database) {
        this.url = "http://localhost:" + port;
        // A response that a test does not read keeps its connection: a pool of them would run out.
        this.http = WebTestClient.bindToServer(new ReactorClientHttpConnector(HttpClient.newConnection()))
                .baseUrl(url)
                .responseTimeout(Duration.ofSeconds(15))
                .build();
        this.database = database;
    }

    @DynamicPropertySource
    static void environment(DynamicPropertyRegistry registry) {
        SERVERS.environment("dead_letters").forEach((name, value) -> registry.add(name, () -> value));
        String users = user(VIEWER, "viewer") + "," + user(OPERATOR, "operator") + "," + user(EDITOR, "editor");
        registry.add("LETSRUN_CONSOLE_USERS", () -> users);
        // A test can come from anywhere.
        registry.add("letsrun.console.trusted-proxies", () -> "127.0.0.1,::1");
        // Every test has a topic of its own: it should be found at once, and no other consumer be waited for.
        registry.add("letsrun.console.index.new-topics-within", () -> "200ms");
        registry.add("letsrun.console.index.concurrency", () -> "1");
    }

    private static String user(String name, String role) {
        return name + ":" + role + ":{bcrypt}" + new BCryptPasswordEncoder(4).encode(name);
    }

    /** Sends every request as this user, by HTTP Basic. */
    protected WebTestClient as(String user) {
        return http.mutate()
                .defaultHeaders(headers -> headers.setBasicAuth(user, user))
                .build();
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
