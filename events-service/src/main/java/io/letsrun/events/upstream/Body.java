package io.letsrun.events.upstream;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;

/** The bytes of an answer, of which no more are taken than allowed. */
final class Body {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final long most;

    Body(long most) {
        this.most = most;
    }

    /** @throws CallFailed when there are too many */
    Body append(ByteBuf part) {
        int length = part.readableBytes();
        if (bytes.size() + (long) length > most) {
            throw CallFailed.malformed(null);
        }
        byte[] copy = new byte[length];
        part.readBytes(copy);
        bytes.write(copy, 0, length);
        return this;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
