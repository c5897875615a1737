package io.letsrun.edge.http;

import io.letsrun.contracts.Sha256;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Entity tags (RFC 9110, section 8.8.3), each a hash of the answer's bytes. */
public final class EntityTag {

    private static final int BYTES = 16;
    private static final Pattern TAG = Pattern.compile("(?:W/)?(\"[^\"]*\")");

    private EntityTag() {}

    /** Returns the tag with its quotes. */
    public static String of(byte[] body) {
        return '"' + HexFormat.of().formatHex(Arrays.copyOf(Sha256.of(body), BYTES)) + '"';
    }

    /** Returns whether any {@code If-None-Match} holds the tag, weak or strong, or {@code *} (RFC 9110, section 13.1.2). */
    public static boolean isKnown(HttpHeaders request, String tag) {
        @Nullable List<String> lines = request.get(HttpHeaders.IF_NONE_MATCH);
        if (lines == null) {
            return false;
        }
        String bare = tag.startsWith("W/") ? tag.substring(2) : tag;
        for (String line : lines) {
            if (line.strip().equals("*")) {
                return true;
            }
            Matcher tags = TAG.matcher(line);
            while (tags.find()) {
                if (tags.group(1).equals(bare)) {
                    return true;
                }
            }
        }
        return false;
    }
}
