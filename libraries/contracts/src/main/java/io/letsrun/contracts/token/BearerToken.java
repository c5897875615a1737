package io.letsrun.contracts.token;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The {@code Authorization} header of RFC 6750, section 2.1. */
public final class BearerToken {

    private static final String SCHEME = "Bearer ";

    private BearerToken() {}

    /** Returns the token of the header's value; nothing when it is absent or of another scheme. */
    public static Optional<String> of(@Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(authorization.substring(SCHEME.length()).strip())
                : Optional.empty();
    }
}
