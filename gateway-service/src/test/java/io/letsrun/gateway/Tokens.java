package io.letsrun.gateway;

import io.letsrun.edge.token.AccessTokens;
import io.letsrun.edge.token.TokenKeys;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/** Tokens that a gateway of the tests accepts. */
public final class Tokens {

    public static final String KEYS = "test:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE";

    public static final String PROFILE_KEYS = "test:MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI";

    public static final String EVENTS_KEYS = "test:MjM0NTY3ODkwMTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM";

    private static final AccessTokens ISSUER = new AccessTokens(TokenKeys.parse(KEYS), null, Clock.systemUTC());

    private Tokens() {}

    /** Returns the Authorization header of a user. */
    public static String bearer(UUID userId) {
        return "Bearer " + ISSUER.issue(userId, Duration.ofHours(1));
    }
}
