package io.letsrun.gateway.problem;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Why a request is refused.
 *
 * @param errors the values that break a rule; empty for every kind but {@link ProblemKind#INVALID}
 * @param headers what the answer's head says about it
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
@JsonPropertyOrder({"type", "title", "status", "detail", "errors"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        @JsonIgnore ProblemKind kind,
        @Nullable String detail,
        List<FieldError> errors,
        @JsonIgnore Map<String, String> headers) {

    private static final String RETRY_AFTER = "Retry-After";

    public static Problem of(ProblemKind kind, @Nullable String detail) {
        return new Problem(kind, detail, List.of(), Map.of());
    }

    public static Problem invalid(List<FieldError> errors) {
        return new Problem(ProblemKind.INVALID, null, errors, Map.of());
    }

    public static Problem invalid(String pointer, String code, String detail) {
        return invalid(List.of(new FieldError(pointer, code, detail)));
    }

    /** Jittered, so that the clients of one hiccup do not all come back in one second. */
    public static Problem unavailable(String detail) {
        int seconds = ThreadLocalRandom.current().nextInt(1, 4);
        return of(ProblemKind.UNAVAILABLE, detail).with(RETRY_AFTER, Integer.toString(seconds));
    }

    public static Problem tooManyRequests(Duration wait) {
        long seconds = Math.max(1, wait.plusNanos(999_999_999).toSeconds());
        return of(ProblemKind.TOO_MANY_REQUESTS, null).with(RETRY_AFTER, Long.toString(seconds));
    }

    public Problem with(String header, String value) {
        return new Problem(kind, detail, errors, Map.of(header, value));
    }

    public Refused refused() {
        return new Refused(this);
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
