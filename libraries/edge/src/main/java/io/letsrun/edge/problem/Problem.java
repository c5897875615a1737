package io.letsrun.edge.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Why a request is refused.
 *
 * @param errors the values that break a rule; empty for every kind but {@link ProblemKind#INVALID}
 * @param members further members of the answer's body
 * @param headers further headers of the answer
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
@JsonPropertyOrder({"type", "title", "status", "detail", "errors"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        @JsonIgnore ProblemKind kind,
        @Nullable String detail,
        List<FieldError> errors,
        @JsonAnyGetter Map<String, Object> members,
        @JsonIgnore Map<String, String> headers) {

    private static final String RETRY_AFTER = "Retry-After";
    private static final String WWW_AUTHENTICATE = "WWW-Authenticate";

    public static Problem of(ProblemKind kind, @Nullable String detail) {
        return new Problem(kind, detail, List.of(), Map.of(), Map.of());
    }

    public static Problem invalid(List<FieldError> errors) {
        return new Problem(ProblemKind.INVALID, null, errors, Map.of(), Map.of());
    }

    public static Problem invalid(String pointer, String code, String detail) {
        return invalid(List.of(new FieldError(pointer, code, detail)));
    }

    public static Problem idempotencyKeyReused() {
        FieldError error = new FieldError(
                "/Idempotency-Key",
                "idempotency-key-reused",
                "must be a new one for each request that is not a repetition");
        return new Problem(ProblemKind.IDEMPOTENCY_KEY_REUSED, null, List.of(error), Map.of(), Map.of());
    }

    /** Returns the problem of a request without a token (RFC 6750, section 3.1). */
    public static Problem tokenMissing() {
        return of(ProblemKind.UNAUTHENTICATED, "The request has no access token.")
                .with(WWW_AUTHENTICATE, "Bearer");
    }

    /** Returns the problem of a request whose token is not one of ours. */
    public static Problem tokenInvalid() {
        return of(ProblemKind.UNAUTHENTICATED, "The access token is not valid.")
                .with(WWW_AUTHENTICATE, "Bearer error=\"invalid_token\", error_description=\"not valid\"");
    }

    public static Problem tokenExpired() {
        return of(ProblemKind.TOKEN_EXPIRED, "The access token has expired; get a new one.")
                .with(WWW_AUTHENTICATE, "Bearer error=\"invalid_token\", error_description=\"expired\"");
    }

    /** Jittered, so that clients do not all come back in the same second. */
    public static Problem unavailable(String detail) {
        int seconds = ThreadLocalRandom.current().nextInt(1, 4);
        return of(ProblemKind.UNAVAILABLE, detail).with(RETRY_AFTER, Integer.toString(seconds));
    }

    public static Problem tooManyRequests(Duration wait) {
        return of(ProblemKind.TOO_MANY_REQUESTS, null).retryAfter(wait);
    }

    /** @param wait rounded up to seconds, at least one */
    public Problem retryAfter(Duration wait) {
        return with(
                RETRY_AFTER,
                Long.toString(Math.max(1, wait.plusNanos(999_999_999).toSeconds())));
    }

    public Problem with(String header, String value) {
        return new Problem(kind, detail, errors, members, added(headers, header, value));
    }

    public Problem withMember(String name, Object value) {
        return new Problem(kind, detail, errors, added(members, name, value), headers);
    }

    private static <T> Map<String, T> added(Map<String, T> before, String name, T value) {
        if (before.isEmpty()) {
            return Map.of(name, value);
        }
        Map<String, T> all = new HashMap<>(before);
        all.put(name, value);
        return Map.copyOf(all);
    }

    public Refused refused() {
        return new Refused(this);
    }

    /** Returns the reason in a few words, without any value of the request. */
    public String reason() {
        if (detail != null) {
            return detail;
        }
        return errors.isEmpty()
                ? kind.title()
                : errors.getFirst().pointer() + " " + errors.getFirst().detail();
    }

    @JsonProperty
    String type() {
        return kind.type();
    }

    @JsonProperty
    String title() {
        return kind.title();
    }

    @JsonProperty
    int status() {
        return kind.status();
    }
}
