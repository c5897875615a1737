package io.letsrun.gateway.signup;

import io.letsrun.contracts.signup.EmailClaim;
import io.letsrun.edge.problem.Problem;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * By which a client's repeated request is known: 1 to 255 visible ASCII characters, the quotes of the draft's structured
 * string included or not.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/">The Idempotency-Key HTTP
 *     header field</a>
 */
final class IdempotencyKey {

    static final String HEADER = "Idempotency-Key";

    private static final int MAX_LENGTH = 255;

    private IdempotencyKey() {}

    /**
     * Returns the hash of the request's key; nothing when it has none.
     *
     * @throws io.letsrun.edge.problem.Refused when it has two, or a malformed one
     */
    static Optional<String> hash(HttpHeaders headers) {
        @Nullable List<String> keys = headers.get(HEADER);
        if (keys == null) {
            return Optional.empty();
        }
        String key = keys.getFirst();
        if (keys.size() > 1
                || key.isEmpty()
                || key.length() > MAX_LENGTH
                || !key.chars().allMatch(c -> c > 32 && c < 127)) {
            throw Problem.invalid("/" + HEADER, "malformed", "must be 1 to 255 visible ASCII characters, once")
                    .refused();
        }
        return Optional.of(EmailClaim.digest(key));
    }
}
