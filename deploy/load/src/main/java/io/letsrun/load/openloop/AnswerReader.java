package io.letsrun.load.openloop;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answers of one connection: status, length, and the three headers that matter to a load. An answer is small and
 * arrives whole as a rule, so what is not complete is simply read again from its beginning when more has come.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112</a>
 */
final class AnswerReader {

    private static final int LARGEST = 4 << 20;

    private byte[] held = new byte[2048];
    private int end;

    private int at;
    private int status;
    private int length;
    private int retryAfter;
    private boolean chunked;
    private boolean closing;

    /** Takes what has arrived. */
    void add(ByteBuf arrived) {
        int more = arrived.readableBytes();
        if (end + more > held.length) {
            if (end + more > LARGEST) {
                throw new MalformedAnswer("an answer of more than " + LARGEST + " bytes");
            }
            held = Arrays.copyOf(held, Math.max(held.length * 2, end + more));
        }
        arrived.readBytes(held, end, more);
        end += more;
    }

    /** The answer, when all of it has arrived; whoever takes it calls {@link #clear} after that. */
    @Nullable Answer answer() {
        at = 0;
        do {
            if (!readHead()) {
                return null;
            }
        } while (status >= 100 && status < 200);
        int body = at;
        if (status == 204 || status == 304) {
            return new Answer(status, retryAfter, closing, held, body, body);
        }
        if (chunked) {
            return readChunks();
        }
        if (length < 0) {
            throw new MalformedAnswer("an answer whose length only its end tells");
        }
        return end - body < length ? null : new Answer(status, retryAfter, closing, held, body, body + length);
    }

    /** Forgets the answer. Nothing may have come after it, since nothing was asked. */
    void clear() {
        end = 0;
    }

    private boolean readHead() {
        int line = at;
        int eol = eol(line);
        if (eol < 0) {
            return false;
        }
        if (eol - line < 12 || held[line] != 'H' || held[line + 4] != '/' || held[line + 8] != ' ') {
            throw new MalformedAnswer("no status line");
        }
        status = number(line + 9, line + 12);
        length = -1;
        retryAfter = -1;
        chunked = false;
        closing = held[line + 7] == '0';
        for (line = eol + 2; (eol = eol(line)) >= 0; line = eol + 2) {
            if (eol == line) {
                at = eol + 2;
                return true;
            }
            readHeader(line, eol);
        }
        return false;
    }

    private void readHeader(int line, int eol) {
        int colon = line;
        while (colon < eol && held[colon] != ':') {
            colon++;
        }
        int value = colon + 1;
        while (value < eol && held[value] == ' ') {
            value++;
        }
        switch (colon - line) {
            case 10 -> closing |= is("connection", line) && is("close", value);
            case 11 -> {
                if (is("retry-after", line)) {
                    retryAfter = number(value, eol);
                }
            }
            case 14 -> {
                if (is("content-length", line)) {
                    length = number(value, eol);
                }
            }
            case 17 -> chunked |= is("transfer-encoding", line) && is("chunked", value);
            default -> {}
        }
    }

    /** Moves the chunks together; all of them have arrived, or nothing has been moved. */
    private @Nullable Answer readChunks() {
        int chunk = at;
        for (int size = -1; size != 0; ) {
            int eol = eol(chunk);
            if (eol < 0) {
                return null;
            }
            size = hexadecimal(chunk, eol);
            chunk = eol + 2 + size + 2;
            if (chunk > end) {
                return null;
            }
        }
        int to = at;
        for (int from = at; ; ) {
            int eol = eol(from);
            int size = hexadecimal(from, eol);
            if (size == 0) {
                return new Answer(status, retryAfter, closing, held, at, to);
            }
            System.arraycopy(held, eol + 2, held, to, size);
            to += size;
            from = eol + 2 + size + 2;
        }
    }

    private int eol(int from) {
        for (int i = from; i < end - 1; i++) {
            if (held[i] == '\r' && held[i + 1] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** @param wanted in lower case */
    private boolean is(String wanted, int from) {
        if (end - from < wanted.length()) {
            return false;
        }
        for (int i = 0; i < wanted.length(); i++) {
            if ((held[from + i] | 0x20) != (wanted.charAt(i) | 0x20)) {
                return false;
            }
        }
        return true;
    }

    private int number(int from, int to) {
        int number = 0;
        for (int i = from; i < to && held[i] != ' '; i++) {
            int digit = held[i] - '0';
            if (digit < 0 || digit > 9 || number > LARGEST) {
                throw new MalformedAnswer("no number where one belongs");
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private int hexadecimal(int from, int to) {
        int number = 0;
        for (int i = from; i < to && held[i] != ';' && held[i] != ' '; i++) {
            int digit = Character.digit(held[i], 16);
            if (digit < 0 || number > LARGEST) {
                throw new MalformedAnswer("no chunk size where one belongs");
            }
            number = number * 16 + digit;
        }
        return number;
    }
}
