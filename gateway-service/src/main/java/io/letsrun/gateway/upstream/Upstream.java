package io.letsrun.gateway.upstream;

import io.letsrun.edge.http.IdempotencyKey;
import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.ProblemKind;
import io.letsrun.edge.problem.Refused;
import io.letsrun.edge.problem.RequestIds;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Calls a service behind the gateway on behalf of the caller. */
public final class Upstream {

    private static final Logger log = LoggerFactory.getLogger(Upstream.class);

    private static final List<String> OF_READS = List.of(HttpHeaders.IF_NONE_MATCH, RequestIds.HEADER);
    private static final List<String> OF_WHOLE_READS = List.of(RequestIds.HEADER);
    private static final List<String> OF_WRITES = List.of(IdempotencyKey.HEADER, RequestIds.HEADER);

    private static final int LONGEST_WHOLE = 256 * 1024;
    private static final int LONGEST_BATCH = 8 * 1024 * 1024;
    /** How many seconds the caller waits. */
    public static final String PATIENCE = "Request-Timeout";

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}(\\.[0-9]{1,10})?");

    /** Long, since a client that reads slowly delays the pieces. */
    private static final Duration MOST_BETWEEN_PIECES = Duration.ofSeconds(30);

    private final String name;
    private final WebClient reads;
    private final WebClient writes;
    private final UnaryOperator<@Nullable String> authorization;
    private final Duration timeout;
    private final AtomicBoolean tokenRefused = new AtomicBoolean();

    /**
     * @param writes never retries
     * @param authorization makes the service's header from the caller's
     */
    Upstream(
            String name,
            WebClient reads,
            WebClient writes,
            UnaryOperator<@Nullable String> authorization,
            Duration timeout) {
        this.name = name;
        this.reads = reads;
        this.writes = writes;
        this.authorization = authorization;
        this.timeout = timeout;
    }

    /** Returns the service's name. */
    public String name() {
        return name;
    }

    /** Returns path and query as they are here. */
    public static String samePath(URI here, UUID userId) {
        String query = here.getRawQuery();
        return here.getRawPath() + (query == null ? "" : "?" + query);
    }

    /** Returns {@code /v1/users/{userId}/…} for {@code /v1/…}. */
    public static String pathOfUser(URI here, UUID userId) {
        return "/v1/users/" + userId + samePath(here, userId).substring("/v1".length());
    }

    /**
     * Returns the answer to a GET when its head is here, whatever its status; fails as {@link Refused} when there is none in time.
     *
     * @param pathAndQuery already encoded
     * @param caller the headers of the caller's request
     */
    public Mono<Reply> get(String pathAndQuery, HttpHeaders caller) {
        return reply(reads.get().uri(pathAndQuery).headers(headers -> pass(OF_READS, caller, headers)), this::away);
    }

    /** Like {@link #get}, with the whole body whatever the caller has already; nothing when it is too long to be held. */
    public Mono<WholeReply> getWhole(String pathAndQuery, HttpHeaders caller) {
        return reply(
                        reads.get().uri(pathAndQuery).headers(headers -> pass(OF_WHOLE_READS, caller, headers)),
                        this::away)
                .flatMap(reply -> reply.whole(LONGEST_WHOLE));
    }

    /** Returns the service's {@code Authorization} header for the caller's. */
    public String authorization(HttpHeaders caller) {
        return Objects.requireNonNull(authorization.apply(caller.getFirst(HttpHeaders.AUTHORIZATION)));
    }

    /** Returns the body of the 200 to a POST that only reads, and bears its tokens in its body. */
    public Mono<byte[]> postRead(String path, byte[] json) {
        return reply(
                        reads.post()
                                .uri(path)
                                .contentType(MediaType.APPLICATION_JSON)
                                .bodyValue(json),
                        this::away)
                .flatMap(reply -> reply.status().value() == HttpStatus.OK.value()
                        ? reply.bytes(LONGEST_BATCH)
                        : reply.release().then(Mono.error(Upstream::away)));
    }

    /** Like {@link #get}, for a POST that is sent at most once. Its failure tells whether it may have been done all the same. */
    public Mono<Reply> post(String path, HttpHeaders caller, byte[] json) {
        AtomicBoolean begun = new AtomicBoolean();
        return reply(
                writes.post()
                        .uri(path)
                        .headers(headers -> pass(OF_WRITES, caller, headers))
                        .contentType(MediaType.APPLICATION_JSON)
                        .httpRequest(connected -> begun.set(true))
                        .bodyValue(json),
                failure -> begun.get() ? inDoubt(failure) : away(failure));
    }

    /** @param explanation the caller's answer when this service does not answer in full */
    private Mono<Reply> reply(WebClient.RequestHeadersSpec<?> request, UnaryOperator<Throwable> explanation) {
        return request.retrieve()
                .onStatus(any -> true, response -> Mono.empty())
                .toEntityFlux(BodyExtractors.toDataBuffers())
                .timeout(timeout)
                .flatMap(answer -> reply(answer, explanation))
                .onErrorMap(failure -> !(failure instanceof Refused), explanation);
    }

    /** Returns the caller's answer when this service cannot answer. */
    public static Refused away() {
        return Problem.unavailable("A service that this needs is away.").refused();
    }

    private Throwable away(Throwable failure) {
        logged(failure);
        return away();
    }

    private Throwable inDoubt(Throwable failure) {
        logged(failure);
        return inDoubt();
    }

    /** Returns the caller's answer when this service may have done it: not 503, which invites clients to send it again. */
    public static Refused inDoubt() {
        return Problem.of(
                        ProblemKind.IN_DOUBT,
                        "The service that does this did not answer; look before you send it again.")
                .refused();
    }

    private void logged(Throwable failure) {
        log.atDebug().addKeyValue("upstream", name).setCause(failure).log("no answer");
    }

    private Mono<Reply> reply(ResponseEntity<Flux<DataBuffer>> answer, UnaryOperator<Throwable> explanation) {
        Flux<DataBuffer> body = answer.getBody() == null ? Flux.empty() : answer.getBody();
        Reply reply = new Reply(
                answer.getStatusCode(),
                answer.getHeaders(),
                body.timeout(MOST_BETWEEN_PIECES).onErrorMap(explanation),
                timeout);
        if (reply.status().value() == HttpStatus.UNAUTHORIZED.value()) {
            // The phone's token was valid, so this is not the phone's fault.
            tokenRefused();
            return reply.release().then(Mono.error(Upstream::away));
        }
        return Mono.just(reply);
    }

    private void tokenRefused() {
        log.atLevel(tokenRefused.compareAndSet(false, true) ? Level.ERROR : Level.DEBUG)
                .addKeyValue("upstream", name)
                .log("A service refuses the gateway's token, so phones get 503; compare token keys and clocks");
    }

    private void pass(List<String> names, HttpHeaders from, HttpHeaders to) {
        String header = authorization.apply(from.getFirst(HttpHeaders.AUTHORIZATION));
        if (header != null) {
            to.set(HttpHeaders.AUTHORIZATION, header);
        }
        for (String name : names) {
            List<String> values = from.get(name);
            if (values != null) {
                to.put(name, values);
            }
        }
        String patience = from.getFirst(PATIENCE);
        if (patience != null) {
            to.set(PATIENCE, atMost(timeout, patience));
        }
    }

    /** Returns for how many seconds the caller waits, as written, but at most the timeout; what is no number is for the other service to refuse. */
    static String atMost(Duration timeout, String seconds) {
        BigDecimal most = BigDecimal.valueOf(timeout.toMillis(), 3);
        return NUMBER.matcher(seconds).matches() && new BigDecimal(seconds).compareTo(most) > 0
                ? most.stripTrailingZeros().toPlainString()
                : seconds;
    }
}
