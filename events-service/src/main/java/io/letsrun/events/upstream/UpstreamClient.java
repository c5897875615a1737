package io.letsrun.events.upstream;

import io.letsrun.events.upstream.Fetched.Found;
import io.letsrun.events.upstream.Fetched.Unknown;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.channel.AbortedException;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

/**
 * One exchange with the upstream for each call, without any policy. Fails as {@link CallFailed} and as nothing else. A
 * cancelled call closes its connection.
 */
final class UpstreamClient {

    /** What is read of an answer that nobody needs, so that its connection can be used again. */
    private static final long UNREAD = 64 * 1024;

    /** Anything else could end the header and begin another. */
    private static final Pattern PRINTABLE = Pattern.compile("[!-~]([ -~]*[!-~])?");

    private final HttpClient http;
    private final UpstreamJson answers;
    private final long item;
    private final long list;

    /** @param http with the base URL; must not send anything again by itself */
    UpstreamClient(HttpClient http, UpstreamJson answers, DataSize item, DataSize list) {
        this.http = http;
        this.answers = answers;
        this.item = item.toBytes();
        this.list = list.toBytes();
    }

    Mono<Fetched<UpstreamUser>> user(String id, Attempt attempt) {
        return get("/getUserById/" + segment(id), item, attempt, body -> answers.user(id, body));
    }

    Mono<Fetched<UpstreamEvent>> event(String id, Attempt attempt) {
        return get("/getEventById/" + segment(id), item, attempt, body -> answers.event(id, body));
    }

    Mono<Fetched<List<UpstreamUser>>> users(Attempt attempt) {
        return get("/getUsers", list, attempt, answers::users);
    }

    Mono<Fetched<List<UpstreamEvent>>> events(Attempt attempt) {
        return get("/getEvents", list, attempt, answers::events);
    }

    /**
     * An event that the upstream refuses is an answer: {@link AddOutcome.Invalid}.
     *
     * @throws IllegalArgumentException when the key is not printable ASCII
     */
    Mono<AddOutcome> add(EventDraft event, @Nullable String idempotencyKey, Attempt attempt) {
        if (idempotencyKey != null && !PRINTABLE.matcher(idempotencyKey).matches()) {
            throw new IllegalArgumentException("an idempotency key must be printable ASCII");
        }
        byte[] body = answers.write(event);
        return http(attempt)
                .headers(headers -> {
                    headers.set("Content-Type", "application/json");
                    if (idempotencyKey != null) {
                        headers.set("Idempotency-Key", idempotencyKey);
                    }
                })
                .post()
                .uri("/addEvent")
                .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body)))
                .response((response, content) -> whole(response, content, item))
                .single()
                .map(reply -> added(event, reply, attempt.delivery()))
                .onErrorMap(UpstreamClient::failure);
    }

    private <T> Mono<Fetched<T>> get(String path, long most, Attempt attempt, Function<byte[], T> read) {
        return http(attempt)
                .get()
                .uri(path)
                .response((response, content) -> whole(response, content, most))
                .single()
                .map(reply -> fetched(reply, read))
                .onErrorMap(UpstreamClient::failure);
    }

    private HttpClient http(Attempt attempt) {
        return http.headers(headers -> describe(attempt, headers))
                .doOnRequest((request, connection) -> attempt.delivery().begin());
    }

    private static void describe(Attempt attempt, HttpHeaders headers) {
        headers.add(attempt.headers());
        headers.set("Accept", "application/json");
        headers.set("Request-Timeout", seconds(attempt.patience()));
    }

    private static Mono<Reply> whole(HttpClientResponse response, ByteBufFlux content, long most) {
        int status = response.status().code();
        return content.reduceWith(() -> new Body(status / 100 == 2 ? most : UNREAD), Body::append)
                .map(body -> new Reply(status, body.bytes()));
    }

    private static <T> Fetched<T> fetched(Reply reply, Function<byte[], T> read) {
        if (reply.status() == 404) {
            return new Unknown<>();
        }
        check(reply);
        return new Found<>(read.apply(reply.body()));
    }

    /** Only 503 says that nothing was done; after any other 5xx the event may be there. */
    private AddOutcome added(EventDraft event, Reply reply, RequestDelivery delivery) {
        int status = reply.status();
        if (status == 503 || status / 100 == 4) {
            delivery.declined();
        }
        if (status / 100 == 4 && status != 408 && status != 429) {
            return new AddOutcome.Invalid();
        }
        check(reply);
        return new AddOutcome.Stored(answers.added(event, reply.body()));
    }

    private static void check(Reply reply) {
        switch (reply.status() / 100) {
            case 2 -> {}
            case 4 -> throw CallFailed.unwanted();
            case 5 -> throw CallFailed.serverError();
            default -> throw CallFailed.malformed(null);
        }
    }

    /** What is not about the connection is about bytes that are no HTTP. */
    private static CallFailed failure(Throwable failure) {
        if (failure instanceof CallFailed known) {
            return known;
        }
        boolean connection = failure instanceof IOException
                || failure instanceof AbortedException
                || failure instanceof TimeoutException; // no connection from the pool
        return connection ? CallFailed.broken(failure) : CallFailed.malformed(failure);
    }

    /** Dots alone would be read as a step up in the path. */
    private static String segment(String id) {
        String encoded = UriUtils.encodePathSegment(id, StandardCharsets.UTF_8);
        return encoded.chars().allMatch(character -> character == '.') ? encoded.replace(".", "%2E") : encoded;
    }

    private static String seconds(Duration time) {
        return BigDecimal.valueOf(Math.max(1, time.toMillis()), 3)
                .stripTrailingZeros()
                .toPlainString();
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Reply(int status, byte[] body) {}
}
