package io.letsrun.local.secrets;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Passwords and keys that nobody guesses. */
final class RandomText {

    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomText() {}

    /** 128 bits, as hex. */
    static String password() {
        return HexFormat.of().formatHex(random(16));
    }

    /** @param name what the key's id begins with */
    static String tokenKey(String name) {
        String id = name + "-" + HexFormat.of().formatHex(random(4));
        return id + ":" + key();
    }

    /** 256 bits, in base64url. */
    static String key() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random(32));
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }
}
