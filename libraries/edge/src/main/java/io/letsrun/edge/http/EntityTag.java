package io.letsrun.edge.http;

import io.letsrun.contracts.Sha256;
import java.util.Arrays;
import java.util.HexFormat;

/** A strong validator (RFC 9110, section 8.8.3): it is made of the very bytes it stands for. */
public final class EntityTag {

    private static final int BYTES = 16;

    private EntityTag() {}

    /** Returns the tag without its quotes. */
    public static String of(byte[] body) {
        return HexFormat.of().formatHex(Arrays.copyOf(Sha256.of(body), BYTES));
    }
}
