package io.letsrun.load.openloop;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Puts the parts of one connection's answers together. The bytes of an answer are reused by the next one. Requests are bytes
 * that were made beforehand, so of Netty's client codec only the decoder is needed.
 */
final class AnswerAssembler {

    private static final int LARGEST = 4 << 20;

    private byte[] body = new byte[1024];
    private int length;
    private int status;
    private int retryAfter;
    private boolean closing;

    static HttpResponseDecoder decoder() {
        return new HttpResponseDecoder(new HttpDecoderConfig().setValidateHeaders(false));
    }

    /**
     * @return the answer, when this was its last part
     * @throws IllegalStateException when the answer cannot be read
     */
    @Nullable Answer add(HttpObject part) {
        if (part.decoderResult().isFailure()) {
            throw new IllegalStateException(
                    "not an HTTP answer", part.decoderResult().cause());
        }
        if (part instanceof HttpResponse head) {
            begin(head);
        }
        if (part instanceof HttpContent content) {
            append(content.content());
        }
        boolean whole =
                part instanceof LastHttpContent && HttpStatusClass.valueOf(status) != HttpStatusClass.INFORMATIONAL;
        return whole ? new Answer(status, retryAfter, closing, body, 0, length) : null;
    }

    private void begin(HttpResponse head) {
        status = head.status().code();
        retryAfter = head.headers().getInt(HttpHeaderNames.RETRY_AFTER, -1);
        closing = !HttpUtil.isKeepAlive(head);
        length = 0;
    }

    private void append(ByteBuf more) {
        int bytes = more.readableBytes();
        if (length + bytes > LARGEST) {
            throw new IllegalStateException("an answer of more than " + LARGEST + " bytes");
        }
        if (length + bytes > body.length) {
            body = Arrays.copyOf(body, Math.max(2 * body.length, length + bytes));
        }
        more.readBytes(body, length, bytes);
        length += bytes;
    }
}
