package io.letsrun.edge.token;

import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The symmetric keys of access tokens, by key id. The first one signs, and all verify: to rotate, put the new key first, and
 * remove the old one when its last token has expired.
 */
public final class TokenKeys {

    private static final int MIN_BYTES = 32; // RFC 7518, section 3.2: a key of at least the hash's size

    private final Map<String, byte[]> keys;

    private TokenKeys(Map<String, byte[]> keys) {
        this.keys = keys;
    }

    /**
     * Reads {@code kid:secret[,kid:secret…]}, each secret at least 32 bytes in base64url.
     *
     * @throws IllegalArgumentException when there is no key, or one is malformed or too short; the message holds no secret
     */
    public static TokenKeys parse(String text) {
        Map<String, byte[]> keys = new LinkedHashMap<>();
        Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .forEach(entry -> {
                    int colon = entry.indexOf(':');
                    if (colon < 1) {
                        throw new IllegalArgumentException("a token key must look like kid:base64url-secret");
                    }
                    String kid = entry.substring(0, colon);
                    keys.put(kid, secret(kid, entry.substring(colon + 1)));
                });
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("no token key is given");
        }
        return new TokenKeys(keys);
    }

    private static byte[] secret(String kid, String base64) {
        byte[] secret;
        try {
            secret = Base64.getUrlDecoder().decode(base64);
        } catch (IllegalArgumentException unused) {
            throw new IllegalArgumentException("the secret of token key " + kid + " is not base64url");
        }
        if (secret.length < MIN_BYTES) {
            throw new IllegalArgumentException(
                    "the secret of token key " + kid + " is shorter than " + MIN_BYTES + " bytes");
        }
        return secret;
    }

    public String signingKeyId() {
        return keys.keySet().iterator().next();
    }

    byte[] signingKey() {
        return keys.values().iterator().next();
    }

    Map<String, byte[]> all() {
        return keys;
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return "TokenKeys" + keys.keySet();
    }
}
