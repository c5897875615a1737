package io.letsrun.gateway.upstream;

import io.letsrun.gateway.problem.Problem;
import io.letsrun.gateway.problem.Refused;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** Another service, asked with the caller's own token. */
public final class Upstream {

    private static final Logger log = LoggerFactory.getLogger(Upstream.class);

    private final String name;
    private final WebClient client;
    private final Duration timeout;

    Upstream(String name, WebClient client, Duration timeout) {
        this.name = name;
        this.client = client;
        this.timeout = timeout;
    }

    /**
     * Returns the answer to a GET, whatever its status; fails as {@link Refused} when there is none in time.
     *
     * @param pathAndQuery already encoded
     * @param caller the headers of the request this is asked for
     */
    public Mono<Reply> get(String pathAndQuery, HttpHeaders caller) {
        return client.get()
                .uri(pathAndQuery)
                .headers(headers -> {
                    pass(HttpHeaders.AUTHORIZATION, caller, headers);
                    pass(HttpHeaders.IF_NONE_MATCH, caller, headers);
                })
                .exchangeToMono(Upstream::reply)
                .timeout(timeout)
                .onErrorMap(this::away);
    }

    /** Returns what a caller is told when this service cannot answer. */
    public static Refused away() {
        return Problem.unavailable("A service that this needs is away.").refused();
    }

    private Throwable away(Throwable failure) {
        log.atDebug().addKeyValue("upstream", name).setCause(failure).log("no answer");
        return away();
    }

    private static Mono<Reply> reply(ClientResponse response) {
        return response.bodyToMono(byte[].class)
                .defaultIfEmpty(new byte[0])
                .map(body -> new Reply(
                        response.statusCode().value(), response.headers().asHttpHeaders(), body));
    }

    private static void pass(String name, HttpHeaders from, HttpHeaders to) {
        String value = from.getFirst(name);
        if (value != null) {
            to.set(name, value);
        }
    }
}
