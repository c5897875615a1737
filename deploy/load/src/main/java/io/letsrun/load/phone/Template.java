package io.letsrun.load.phone;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Text with gaps that take numbers of a fixed width, so that its length, and with it the Content-Length in it, never changes. A gap
 * is a run of {@code #}.
 */
final class Template {

    private static final Pattern GAP = Pattern.compile("#+");

    private final byte[] text;
    private final List<MatchResult> gaps;

    Template(String text) {
        this.text = bytes(text);
        this.gaps = GAP.matcher(text).results().toList();
    }

    /** A request up to where a header follows, or the end of the head. */
    static String post(String host, String path, int bodyBytes) {
        return "POST " + path + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: application/json\r\nContent-Length: "
                + bodyBytes + "\r\n";
    }

    static String get(String host, String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nAccept: application/json\r\n";
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    int length() {
        return text.length;
    }

    ByteBuf copy(ByteBufAllocator allocator) {
        return allocator.directBuffer(text.length).writeBytes(text);
    }

    void writeTo(ByteBuf out) {
        out.writeBytes(text);
    }

    /** @param start where the copy of this begins in {@code out} */
    void fill(ByteBuf out, int start, int gap, long number) {
        long rest = number;
        for (int i = gaps.get(gap).end() - 1; i >= gaps.get(gap).start(); i--) {
            out.setByte(start + i, (byte) ('0' + rest % 10));
            rest /= 10;
        }
    }
}
