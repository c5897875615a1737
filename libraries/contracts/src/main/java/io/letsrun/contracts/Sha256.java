package io.letsrun.contracts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 (FIPS 180-4). Thread-safe. */
public final class Sha256 {

    /** Copied for each use: the JDK looks an algorithm up, and checks that it may be used, whenever it is asked for one. */
    private static final MessageDigest UNUSED = asked();

    private Sha256() {}

    /** Returns the 32 bytes of the digest. */
    public static byte[] of(byte[] bytes) {
        return fresh().digest(bytes);
    }

    /** Returns the digest of the text's UTF-8 in lower-case hexadecimal. */
    public static String hex(String text) {
        return HexFormat.of().formatHex(of(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Returns a digest that has read nothing yet, for who has more than one piece. */
    public static MessageDigest fresh() {
        try {
            return (MessageDigest) UNUSED.clone();
        } catch (CloneNotSupportedException unused) {
            return asked(); // of a provider that cannot
        }
    }

    private static MessageDigest asked() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
