package io.letsrun.load.openloop;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a load. The event loop calls it and sends nothing meanwhile, so as much as possible is rendered beforehand. The
 * same number always gives the same request, so that it can be sent again.
 */
public interface RequestSource {

    RequestKind kind(long n);

    /** The whole n-th request as HTTP/1.1 bytes. */
    ByteBuf render(long n, ByteBufAllocator allocator);

    /**
     * The value of a JSON field that is a text without escapes; null when there is none. A parser would cost more than the rest of
     * an answer.
     */
    static @Nullable String text(ByteBuf json, String field) {
        String all = json.toString(StandardCharsets.US_ASCII);
        String opening = "\"" + field + "\":\"";
        int begin = all.indexOf(opening);
        return begin < 0 ? null : all.substring(begin + opening.length(), all.indexOf('"', begin + opening.length()));
    }

    /** Called when the n-th request was accepted; the body's bytes are reused afterwards. */
    void accepted(long n, ByteBuf body);
}
