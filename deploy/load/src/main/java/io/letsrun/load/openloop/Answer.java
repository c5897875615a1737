package io.letsrun.load.openloop;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An answer, while it is being handed on; its bytes are reused after that.
 *
 * @param status as HTTP has it
 * @param retryAfter in seconds; -1 when the answer does not say
 * @param closing whether the server closes the connection now
 * @param bytes hold the body, among other things
 * @param from where the body begins
 * @param to where it ends
 */
public record Answer(int status, int retryAfter, boolean closing, byte[] bytes, int from, int to) {

    /** The value of a field of the body's JSON whose value is a plain text without escapes; null when it has none. */
    public @Nullable String text(Field field) {
        byte[] wanted = field.opening();
        int begin = find(wanted);
        if (begin < 0) {
            return null;
        }
        begin += wanted.length;
        int end = begin;
        while (end < to && bytes[end] != '"') {
            end++;
        }
        return new String(bytes, begin, end - begin, StandardCharsets.ISO_8859_1);
    }

    private int find(byte[] wanted) {
        for (int i = from; i <= to - wanted.length; i++) {
            int same = 0;
            while (same < wanted.length && bytes[i + same] == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return i;
            }
        }
        return -1;
    }

    /** A name in JSON, and the quote before its value. */
    public record Field(byte[] opening) {

        public static Field named(String name) {
            return new Field(("\"" + name + "\":\"").getBytes(StandardCharsets.US_ASCII));
        }
    }
}
