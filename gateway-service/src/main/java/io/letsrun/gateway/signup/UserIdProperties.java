package io.letsrun.gateway.signup;

import java.util.Base64;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How ids of new users are made.
 *
 * @param key at least 32 random bytes in base64url, the same in every gateway; whoever has it can compute user ids from
 *     Idempotency-Keys; no default
 */
@ConfigurationProperties("letsrun.user-id")
record UserIdProperties(@DefaultValue("") String key) {

    private static final int MIN_BYTES = 32;

    /** @throws IllegalArgumentException when the key is missing, too short or not base64url */
    UserIdProperties {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(key);
        } catch (IllegalArgumentException unused) {
            bytes = new byte[0]; // its message would show a part of the key
        }
        if (bytes.length < MIN_BYTES) {
            throw new IllegalArgumentException(
                    "LETSRUN_USER_ID_KEY must be at least " + MIN_BYTES + " random bytes in base64url");
        }
    }

    byte[] secret() {
        return Base64.getUrlDecoder().decode(key);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "UserIdProperties[]";
    }
}
