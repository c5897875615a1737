package io.letsrun.edge.problem;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Ids that identify a request in answers and logs: the caller's own if it is well-formed, else a random one. */
public final class RequestIds {

    public static final String HEADER = "X-Request-Id";

    private static final int LONGEST = 128;

    private RequestIds() {}

    /** @param header the request's {@value #HEADER} */
    public static String of(@Nullable String header) {
        return header != null && isWellFormed(header) ? header : random();
    }

    private static boolean isWellFormed(String id) {
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean allowed =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-._~:/+=".indexOf(c) >= 0;
            if (!allowed) {
                return false;
            }
        }
        return !id.isEmpty() && id.length() <= LONGEST;
    }

    private static String random() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    }
}
