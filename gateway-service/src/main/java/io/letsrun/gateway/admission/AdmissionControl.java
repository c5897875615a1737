package io.letsrun.gateway.admission;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Duration;
import org.springframework.util.unit.DataSize;

/**
 * Decides for all connections.
 *
 * @param largest what a body counts as whose length is not told
 */
record AdmissionControl(
        RequestClasses requestClasses,
        PermitGroups admission,
        Refusals refusals,
        DataSize largest,
        Duration bodyTimeout) {

    private static final long BYTES_PER_PERMIT = 16 * 1024;

    /** So that one that is told to be huge, and will be refused for it, finds a permit to be told so. */
    private static final int MOST_PERMITS = 64;

    AdmittedRequest admitted(HttpRequest request) {
        long now = System.nanoTime();
        RequestClass requestClass = request.decoderResult().isFailure() ? null : requestClasses.of(request);
        if (requestClass == null) {
            return new AdmittedRequest(null, null, 0, false, now);
        }
        int permits = permits(request);
        return new AdmittedRequest(
                requestClass, admission.take(requestClass, permits), permits, endsWithRefusal(request), now);
    }

    private int permits(HttpRequest request) {
        long length = HttpUtil.isTransferEncodingChunked(request) ? largest.toBytes() : declaredLength(request);
        return (int) Math.min(MOST_PERMITS, 1 + length / BYTES_PER_PERMIT);
    }

    private static long declaredLength(HttpRequest request) {
        String length = request.headers().get(HttpHeaderNames.CONTENT_LENGTH);
        return length == null ? 0 : Math.max(0, parsed(length));
    }

    private static long parsed(String length) {
        try {
            return Long.parseLong(length);
        } catch (NumberFormatException unused) {
            return 0; // the decoder refuses it
        }
    }

    /**
     * A client that asked whether to send its body may send it all the same, or not: on the same connection nobody could
     * tell the body from the next request (RFC 9110, section 10.1.1).
     */
    private static boolean endsWithRefusal(HttpRequest request) {
        return !HttpUtil.isKeepAlive(request)
                || request.headers().contains(HttpHeaderNames.EXPECT)
                || !HttpVersion.HTTP_1_1.equals(request.protocolVersion());
    }

    FullHttpResponse refusal(boolean last, ByteBufAllocator memory) {
        return refusals.answer(last, memory);
    }
}
