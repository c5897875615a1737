package io.letsrun.edge.token;

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
import io.letsrun.contracts.bucket.UserId;
import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.Refused;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Issues and verifies the access tokens of one audience: JWTs (RFC 7519) signed with HS256, whose {@code sub} is the user's id.
 * Thread-safe.
 */
public final class AccessTokens {

    /** The longest token that is parsed; ours have about 250 characters. */
    private static final int MAX_LENGTH = 1024;

    private static final String ISSUER = "letsrun";
    private static final ObjectWriter JSON = JsonMapper.shared().writerFor(Claims.class);

    private final @Nullable String audience;
    private final Clock clock;
    private final JWSHeader header;
    private final JWSSigner signer;
    private final Map<String, JWSVerifier> verifiers = new LinkedHashMap<>();

    /** @param audience the service that the tokens are for; null for phones' tokens */
    public AccessTokens(TokenKeys keys, @Nullable String audience, Clock clock) {
        this.audience = audience;
        this.clock = clock;
        JWSHeader written = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(JOSEObjectType.JWT)
                .keyID(keys.signingKeyId())
                .build();
        try {
            // A parsed header keeps its encoded form.
            this.header = JWSHeader.parse(written.toBase64URL());
            this.signer = new MACSigner(keys.signingKey());
            for (Map.Entry<String, byte[]> key : keys.all().entrySet()) {
                verifiers.put(key.getKey(), new MACVerifier(key.getValue()));
            }
        } catch (JOSEException | ParseException e) {
            throw new IllegalArgumentException("a token key does not fit HS256", e);
        }
    }

    /** Returns a token for the user's own data. */
    public String issue(UUID userId, Duration lifetime) {
        return issue(userId, lifetime, null);
    }

    /**
     * Returns a token that may give access to more than the user's own data.
     *
     * @param scope one or more names with a space between them (RFC 6749, section 3.3); null for none
     */
    public String issue(UUID userId, Duration lifetime, @Nullable String scope) {
        Instant now = clock.instant();
        Claims claims =
                new Claims(ISSUER, userId, audience, now.plus(lifetime).getEpochSecond(), now.getEpochSecond(), scope);
        JWSObject token = new JWSObject(header, new Payload(JSON.writeValueAsBytes(claims)));
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("HS256 cannot fail with a fitting key", e);
        }
        return token.serialize();
    }

    /**
     * Returns the content of a token.
     *
     * @throws Refused when it has expired, or is not ours, altered, or for another audience: these three are not told apart,
     *     so that a forger learns nothing
     */
    public VerifiedToken verify(String token) {
        if (token.length() > MAX_LENGTH) {
            throw Problem.tokenInvalid().refused();
        }
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            JWSVerifier verifier = verifiers.get(jwt.getHeader().getKeyID());
            if (verifier == null
                    || !JWSAlgorithm.HS256.equals(jwt.getHeader().getAlgorithm())
                    || !jwt.verify(verifier)) {
                throw Problem.tokenInvalid().refused();
            }
            return verified(jwt.getJWTClaimsSet());
        } catch (ParseException | JOSEException | IllegalArgumentException unused) {
            throw Problem.tokenInvalid().refused();
        }
    }

    private VerifiedToken verified(JWTClaimsSet claims) throws ParseException {
        Date expiry = claims.getExpirationTime();
        String subject = claims.getSubject();
        if (expiry == null
                || subject == null
                || !ISSUER.equals(claims.getIssuer())
                || !claims.getAudience().equals(audience == null ? List.of() : List.of(audience))) {
            throw Problem.tokenInvalid().refused();
        }
        UUID userId = UUID.fromString(subject);
        UserId.check("sub", userId);
        return new VerifiedToken(userId, expiry.toInstant(), scopes(claims)).unexpired(clock);
    }

    private static Set<String> scopes(JWTClaimsSet claims) throws ParseException {
        String scope = claims.getStringClaim("scope");
        return scope == null || scope.isBlank()
                ? Set.of()
                : Set.copyOf(Arrays.asList(scope.strip().split(" +")));
    }

    /** The claims of a token (RFC 7519, section 4.1; RFC 8693, section 4.2), times in seconds since the epoch. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Claims(
            String iss,
            UUID sub,
            @Nullable String aud,
            long exp,
            long iat,
            @Nullable String scope) {}
}
