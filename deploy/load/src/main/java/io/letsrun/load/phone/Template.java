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
        this.text = text.getBytes(StandardCharsets.US_ASCII);
        this.gaps = GAP.matcher(text).results().toList();
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
