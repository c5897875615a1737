package io.letsrun.reads.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A strong validator (RFC 9110, section 8.8.3): it is made of the very bytes it stands for. */
public final class EntityTag {

    private static final int BYTES = 16;

    private EntityTag() {}

    /** Returns the tag without its quotes. */
    public static String of(byte[] body) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
            return HexFormat.of().formatHex(Arrays.copyOf(hash, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
