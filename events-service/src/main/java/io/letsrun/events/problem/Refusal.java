package io.letsrun.events.problem;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponse;

/** A request is not carried out. Has no stack trace: it is an answer, and must be cheap while the upstream is away. */
public final class Refusal extends RuntimeException implements ErrorResponse {

    private static final long serialVersionUID = 1;

    private static final URI IN_DOUBT = URI.create("/problems/in-doubt");

    private final transient ProblemDetail body;
    private final transient HttpHeaders headers = new HttpHeaders();

    private Refusal(HttpStatus status, String detail) {
        super(detail, null, false, false);
        this.body = ProblemDetail.forStatusAndDetail(status, detail);
    }

    /**
     * Some values break their rules.
     *
     * @param errors as {@link #error} makes them
     */
    public static Refusal invalid(List<Map<String, String>> errors) {
        Refusal refusal = new Refusal(HttpStatus.UNPROCESSABLE_CONTENT, "some values break a rule");
        refusal.body.setProperty("errors", errors);
        return refusal;
    }

    /** A value in the head breaks its rule. */
    public static Refusal header(String name, String rule) {
        return invalid(List.of(error("header", name, rule)));
    }

    /**
     * Returns what is wrong with one value.
     *
     * @param kind of place: {@code parameter}, {@code pointer} or {@code header}
     * @param rule what it {@code is} or {@code is not}, without the value
     */
    public static Map<String, String> error(String kind, String place, String rule) {
        Map<String, String> error = new LinkedHashMap<>();
        error.put(kind, place);
        error.put("detail", rule);
        return error;
    }

    public static Refusal malformed(String detail) {
        return new Refusal(HttpStatus.BAD_REQUEST, detail);
    }

    public static Refusal tooLarge() {
        return new Refusal(HttpStatus.CONTENT_TOO_LARGE, "the body is too large");
    }

    /** @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3.1">RFC 6750, section 3.1</a> */
    public static Refusal outOfScope(String scope) {
        Refusal refusal = new Refusal(HttpStatus.FORBIDDEN, "the access token is not good for this");
        refusal.headers.set(
                HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\", scope=\"" + scope + '"');
        return refusal;
    }

    /**
     * The upstream gave no answer.
     *
     * @param retryAfter null when nobody knows; then each caller is told another second, since those who come back together
     *     would fail together
     */
    public static Refusal unavailable(String detail, @Nullable Duration retryAfter) {
        Refusal refusal = new Refusal(HttpStatus.SERVICE_UNAVAILABLE, detail);
        refusal.retryAfter(retryAfter);
        return refusal;
    }

    /** The same is under way. */
    public static Refusal underWay(String detail) {
        Refusal refusal = new Refusal(HttpStatus.CONFLICT, detail);
        refusal.retryAfter(Duration.ofSeconds(1));
        return refusal;
    }

    /** Nobody knows whether it was done. Not a 503, which says that it was not, and invites clients to send it again. */
    public static Refusal inDoubt(String detail) {
        Refusal refusal = new Refusal(HttpStatus.BAD_GATEWAY, detail);
        refusal.body.setType(IN_DOUBT);
        return refusal;
    }

    /** Returns whether what was asked for may have been done all the same. */
    public boolean isInDoubt() {
        return IN_DOUBT.equals(body.getType());
    }

    private void retryAfter(@Nullable Duration wait) {
        long seconds = wait == null
                ? ThreadLocalRandom.current().nextInt(1, 4)
                : Math.max(1, wait.plusNanos(999_999_999).toSeconds());
        headers.set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    }

    @Override
    public HttpStatusCode getStatusCode() {
        return HttpStatusCode.valueOf(body.getStatus());
    }

    @Override
    public HttpHeaders getHeaders() {
        return headers;
    }

    @Override
    public ProblemDetail getBody() {
        return body;
    }
}
