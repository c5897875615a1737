package io.letsrun.events.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
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
 * One exchange with the upstream for each call, without any policy. Fails as {@link UpstreamFailure} and as nothing else. A
 * cancelled call closes its connection.
 */
public final class UpstreamClient {

    /** The most bytes of all users or all events, unpacked. */
    private static final long LIST = 16 * 1024 * 1024;

    /** What is read of an answer that nobody needs, so that its connection can be used again. */
    private static final long UNREAD = 64 * 1024;

    /** Anything else could end the header and begin another. */
    private static final Pattern PRINTABLE = Pattern.compile("[!-~]([ -~]*[!-~])?");

    private static final byte[] NOTHING = {};
    private static final int MOST_DIGITS = 9;

    private final HttpClient http;
    private final Clock clock;
    private final UpstreamJson json = new UpstreamJson();
    private final long item;

    /** @param http with the base URL; must not send anything again by itself */
    UpstreamClient(HttpClient http, Clock clock, DataSize item) {
        this.http = http;
        this.clock = clock;
        this.item = item.toBytes();
    }

    public Mono<Optional<UpstreamUser>> user(String id, Attempt attempt) {
        return get("/getUserById/" + segment(id), item, attempt, body -> json.user(id, body));
    }

    public Mono<Optional<UpstreamEvent>> event(String id, Attempt attempt) {
        return get("/getEventById/" + segment(id), item, attempt, body -> json.event(id, body));
    }

    public Mono<Optional<UpstreamList<UpstreamUser>>> users(Attempt attempt) {
        return get("/getUsers", LIST, attempt, json::users);
    }

    public Mono<Optional<UpstreamList<UpstreamEvent>>> events(Attempt attempt) {
        return get("/getEvents", LIST, attempt, json::events);
    }

    /**
     * An event that the upstream refuses is an answer: {@link AddOutcome.Invalid}.
     *
     * @throws IllegalArgumentException when the key is not printable ASCII
     */
    public Mono<AddOutcome> add(UpstreamEvent.Draft event, @Nullable String idempotencyKey, Attempt attempt) {
        if (idempotencyKey != null && !PRINTABLE.matcher(idempotencyKey).matches()) {
            throw new IllegalArgumentException("an idempotency key must be printable ASCII");
        }
        byte[] body = json.write(event);
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
                .onErrorMap(failure -> failure(failure, attempt));
    }

    private <T> Mono<Optional<T>> get(String path, long most, Attempt attempt, Function<byte[], T> read) {
        return http(attempt)
                .get()
                .uri(path)
                .response((response, content) -> whole(response, content, most))
                .single()
                .map(reply -> read(reply, read))
                .onErrorMap(failure -> failure(failure, attempt));
    }

    private HttpClient http(Attempt attempt) {
        return http.headers(headers -> describe(attempt, headers))
                .doOnRequest((request, connection) -> attempt.delivery().watch(connection.channel()));
    }

    private static void describe(Attempt attempt, HttpHeaders headers) {
        headers.add(attempt.headers());
        headers.set(HttpHeaderNames.ACCEPT, "application/json");
        headers.set("Request-Timeout", seconds(attempt.patience()));
    }

    /** The status of an answer that nobody reads counts, however long its body is. */
    private Mono<Reply> whole(HttpClientResponse response, ByteBufFlux content, long most) {
        int status = response.status().code();
        HttpHeaders headers = response.responseHeaders();
        if (status / 100 != 2) {
            AtomicLong bytes = new AtomicLong();
            return content.takeUntil(part -> bytes.addAndGet(part.readableBytes()) > UNREAD)
                    .then(Mono.fromSupplier(() -> new Reply(status, NOTHING, retryAfter(headers, clock.instant()))));
        }
        String coding = headers.get(HttpHeaderNames.CONTENT_ENCODING);
        if (coding != null && !coding.equalsIgnoreCase("identity")) {
            return Mono.error(UpstreamFailure.malformed(null)); // gzip and deflate are decoded by now
        }
        return content.reduceWith(ByteArrayOutputStream::new, (bytes, part) -> append(bytes, part, most))
                .map(bytes -> new Reply(status, bytes.toByteArray(), null));
    }

    private static ByteArrayOutputStream append(ByteArrayOutputStream bytes, ByteBuf part, long most) {
        if (bytes.size() + (long) part.readableBytes() > most) {
            throw UpstreamFailure.malformed(null);
        }
        bytes.writeBytes(ByteBufUtil.getBytes(part));
        return bytes;
    }

    private static <T> Optional<T> read(Reply reply, Function<byte[], T> read) {
        if (reply.status() == 404) {
            return Optional.empty();
        }
        check(reply);
        return Optional.of(read.apply(reply.body()));
    }

    /** Only 503 says that nothing was done; after any other 5xx the event may be there. */
    private AddOutcome added(UpstreamEvent.Draft event, Reply reply, RequestDelivery delivery) {
        int status = reply.status();
        if (status == 503 || status / 100 == 4) {
            delivery.declined();
        }
        if (status / 100 == 4 && status != 408 && status != 429) {
            return new AddOutcome.Invalid();
        }
        check(reply);
        return new AddOutcome.Stored(json.added(event, reply.body()));
    }

    private static void check(Reply reply) {
        if (reply.status() == 429) {
            throw UpstreamFailure.throttled(reply.retryAfter());
        }
        switch (reply.status() / 100) {
            case 2 -> {}
            case 4 -> throw UpstreamFailure.unwanted();
            case 5 -> throw UpstreamFailure.serverError(reply.status() == 503 ? reply.retryAfter() : null);
            default -> throw UpstreamFailure.malformed(null);
        }
    }

    /**
     * Reads {@code Retry-After} (RFC 9110, section 10.2.3): seconds, or an HTTP date in any of its three forms. Returns how long
     * to wait, zero or more; null when there is nothing that can be read.
     *
     * @param now counts where the answer has no {@code Date}: the upstream's date is by the upstream's clock
     */
    static @Nullable Duration retryAfter(HttpHeaders headers, Instant now) {
        @Nullable String value = headers.get(HttpHeaderNames.RETRY_AFTER);
        String text = value == null ? "" : value.strip();
        if (text.isEmpty()) {
            return null;
        }
        if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Duration.ofSeconds(text.length() > MOST_DIGITS ? Integer.MAX_VALUE : Long.parseLong(text));
        }
        @Nullable Date until = DateFormatter.parseHttpDate(text);
        if (until == null) {
            return null;
        }
        @Nullable String sent = headers.get(HttpHeaderNames.DATE);
        @Nullable Date from = sent == null ? null : DateFormatter.parseHttpDate(sent);
        Duration wait = Duration.between(from == null ? now : from.toInstant(), until.toInstant());
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    /** What is not about the connection is about bytes that are no HTTP. */
    private static UpstreamFailure failure(Throwable failure, Attempt attempt) {
        if (failure instanceof UpstreamFailure known) {
            return known;
        }
        boolean connection = failure instanceof IOException
                || failure instanceof AbortedException
                || failure instanceof TimeoutException; // no connection from the pool
        if (!connection) {
            return UpstreamFailure.malformed(failure);
        }
        return attempt.delivery().endedUnsent()
                ? UpstreamFailure.notSent(failure)
                : UpstreamFailure.connection(failure);
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

    /**
     * One attempt at a call.
     *
     * @param patience how long its answer is of use, positive; the upstream is told
     * @param headers to be sent, beside those of the call itself
     * @param delivery of the call, over all attempts
     */
    public record Attempt(Duration patience, HttpHeaders headers, RequestDelivery delivery) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Reply(int status, byte[] body, @Nullable Duration retryAfter) {}
}
