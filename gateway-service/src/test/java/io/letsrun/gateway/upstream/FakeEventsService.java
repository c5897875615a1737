package io.letsrun.gateway.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Answers whatever a test tells it to, and remembers what it was asked. */
final class FakeEventsService implements AutoCloseable {

    final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
    final AtomicInteger abandoned = new AtomicInteger();
    volatile Answer answer = new Answer(200, "application/json", "{}", Map.of());

    private final DisposableServer server =
            HttpServer.create().host("localhost").port(0).handle(this::handle).bindNow();

    String url() {
        return "http://localhost:" + server.port();
    }

    @Override
    public void close() {
        server.disposeNow(Duration.ofSeconds(5));
    }

    private Mono<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        return request.receive().aggregate().asString().defaultIfEmpty("").flatMap(body -> {
            asked.add(new Asked(request, body));
            return answer.to(response, abandoned);
        });
    }

    /** What it was asked. */
    record Asked(HttpServerRequest request, String body) {
        String line() {
            return request.method() + " " + request.uri();
        }

        String header(String name) {
            return request.requestHeaders().get(name, "");
        }

        List<String> headers(String name) {
            return request.requestHeaders().getAll(name);
        }
    }

    /**
     * What it answers.
     *
     * @param status 0 for a connection that ends without an answer, -1 for no answer at all, -2 for a head whose connection
     *     ends before its body, -3 for a head whose body never comes
     */
    record Answer(int status, String type, String body, Map<String, String> headers) {

        static final Answer RESET = new Answer(0, "", "", Map.of());
        static final Answer NEVER = new Answer(-1, "", "", Map.of());
        static final Answer CUT_OFF = new Answer(-2, "", "", Map.of());

        static Answer stalled(int status) {
            return new Answer(-3, "", Integer.toString(status), Map.of());
        }

        static Answer problem(int status, String body) {
            return new Answer(status, "application/problem+json", body, Map.of("Retry-After", "7"));
        }

        Mono<Void> to(HttpServerResponse response, AtomicInteger abandoned) {
            return switch (status) {
                case 0 -> {
                    response.withConnection(connection -> {
                        connection.channel().config().setOption(io.netty.channel.ChannelOption.SO_LINGER, 0);
                        connection.dispose();
                    });
                    yield Mono.never();
                }
                case -1 -> Mono.<Void>never().doOnCancel(abandoned::incrementAndGet);
                case -2 ->
                    head(response, 200)
                            .then(Mono.fromRunnable(() -> response.withConnection(
                                    connection -> connection.channel().close())));
                case -3 -> head(response, Integer.parseInt(body)).then(Mono.never());
                default -> {
                    headers.forEach(response::header);
                    response.status(status);
                    yield status == 304
                            ? response.send()
                            : response.header("Content-Type", type)
                                    .header("Content-Length", Integer.toString(body.getBytes(UTF_8).length))
                                    .sendString(Mono.just(body))
                                    .then();
                }
            };
        }

        private static Mono<Void> head(HttpServerResponse response, int status) {
            return response.status(status)
                    .header("Content-Type", "application/json")
                    .header("Content-Length", "100")
                    .sendHeaders()
                    .then();
        }
    }
}
