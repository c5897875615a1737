package io.letsrun.load.phone;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Text with gaps that take numbers of a fixed width, so that its length, and with it the Content-Length in it, never changes. A gap
 * is a run of {@code #}.
 */
final class Template {

    private final byte[] text;
    private final int[] gaps;
    private final int[] widths;

    Template(String text) {
        this.text = text.getBytes(StandardCharsets.UTF_8);
        List<Integer> begins = new ArrayList<>();
        List<Integer> lengths = new ArrayList<>();
        for (int i = 0; i < this.text.length; ) {
            int end = i;
            while (end < this.text.length && this.text[end] == '#') {
                end++;
            }
            if (end > i) {
                begins.add(i);
                lengths.add(end - i);
            }
            i = Math.max(end, i + 1);
        }
        this.gaps = begins.stream().mapToInt(Integer::intValue).toArray();
        this.widths = lengths.stream().mapToInt(Integer::intValue).toArray();
    }

    int length() {
        return text.length;
    }

    int gaps() {
        return gaps.length;
    }

    ByteBuf copy(ByteBufAllocator allocator) {
        return allocator.directBuffer(text.length).writeBytes(text);
    }

    void writeTo(ByteBuf out) {
        out.writeBytes(text);
    }

    /** @param start where the copy of this begins in {@code out} */
    void fill(ByteBuf out, int start, int gap, long number) {
        int begin = start + gaps[gap];
        long rest = number;
        for (int i = begin + widths[gap] - 1; i >= begin; i--) {
            out.setByte(i, (byte) ('0' + rest % 10));
            rest /= 10;
        }
    }
}
