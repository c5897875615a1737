package io.letsrun.contracts.token;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Issues and checks access tokens: JWTs (RFC 7519) signed with HS256, whose {@code sub} is the user's id. Thread-safe.
 *
 * <p>The gateway issues them; every service that serves a user's data checks them by itself.
 */
public final class AccessTokens {

    /** A token longer than this is refused unread; ours have about 250 characters. */
    public static final int MAX_LENGTH = 1024;

    private static final String ISSUER = "letsrun";
    private static final ObjectWriter JSON = JsonMapper.shared().writerFor(Claims.class);

    private final Clock clock;
    private final JWSHeader header;
    private final JWSSigner signer;
    private final Map<String, JWSVerifier> verifiers;

    public AccessTokens(TokenKeys keys, Clock clock) {
        this.clock = clock;
        JWSHeader written = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(JOSEObjectType.JWT)
                .keyID(keys.signingKeyId())
                .build();
        try {
            // Parsed, because such a header keeps its encoded form and is not written again for every token.
            this.header = JWSHeader.parse(written.toBase64URL());
            this.signer = new MACSigner(keys.signingKey());
            this.verifiers = new LinkedHashMap<>();
            for (Map.Entry<String, byte[]> key : keys.all().entrySet()) {
                verifiers.put(key.getKey(), new MACVerifier(key.getValue()));
            }
        } catch (JOSEException | ParseException e) {
            throw new IllegalArgumentException("a token key does not fit HS256", e);
        }
    }

    /** Returns a token for the user that holds from now on for that long, and is good for what is the user's own. */
    public String issue(UUID userId, Duration lifetime) {
        return issue(userId, lifetime, null);
    }

    /**
     * Returns a token that is good for more than what is the user's own.
     *
     * @param scope one or more names with a space between them (RFC 6749, section 3.3); null for none
     */
    public String issue(UUID userId, Duration lifetime, @Nullable String scope) {
        Instant now = clock.instant();
        Claims claims = new Claims(ISSUER, userId, now.plus(lifetime).getEpochSecond(), now.getEpochSecond(), scope);
        JWSObject token = new JWSObject(header, new Payload(JSON.writeValueAsBytes(claims)));
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("HS256 cannot fail with a fitting key", e);
        }
        return token.serialize();
    }

    /**
     * Returns the user, the expiry and the scopes of a token that is ours, unaltered and not expired; otherwise nothing, for whatever
     * reason, so that a forger learns none.
     */
    public Optional<Verified> verify(String token) {
        if (token.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            JWSVerifier verifier = verifiers.get(jwt.getHeader().getKeyID());
            if (verifier == null
                    || !JWSAlgorithm.HS256.equals(jwt.getHeader().getAlgorithm())
                    || !jwt.verify(verifier)) {
                return Optional.empty();
            }
            return verified(jwt.getJWTClaimsSet());
        } catch (ParseException | JOSEException | IllegalArgumentException unused) {
            return Optional.empty();
        }
    }

    /** The claims of a token of ours (RFC 7519, section 4.1; RFC 8693, section 4.2), times in seconds since the epoch. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Claims(
            String iss,
            UUID sub,
            long exp,
            long iat,
            @Nullable String scope) {}

    private Optional<Verified> verified(JWTClaimsSet claims) throws ParseException {
        Date expiry = claims.getExpirationTime();
        String subject = claims.getSubject();
        if (expiry == null || subject == null || !ISSUER.equals(claims.getIssuer())) {
            return Optional.empty();
        }
        Instant expiresAt = expiry.toInstant();
        return clock.instant().isBefore(expiresAt)
                ? Optional.of(new Verified(UUID.fromString(subject), expiresAt, scopes(claims)))
                : Optional.empty();
    }

    private static Set<String> scopes(JWTClaimsSet claims) throws ParseException {
        String scope = claims.getStringClaim("scope");
        return scope == null || scope.isBlank()
                ? Set.of()
                : Set.copyOf(Arrays.asList(scope.strip().split(" +")));
    }

    /**
     * What a good token says.
     *
     * @param userId the user it was issued to
     * @param expiresAt the instant from which it holds no more
     * @param scopes what it is good for beside what is the user's own; a runner's token has none
     */
    public record Verified(UUID userId, Instant expiresAt, Set<String> scopes) {

        public Verified {
            scopes = Set.copyOf(scopes);
        }
    }
}
