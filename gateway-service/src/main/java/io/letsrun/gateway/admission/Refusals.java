package io.letsrun.gateway.admission;

import io.letsrun.gateway.problem.Problem;
import io.letsrun.gateway.problem.ProblemKind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.json.JsonMapper;

/**
 * The answers to those who are turned away, written once: a problem like all others, with a Retry-After of one to three
 * seconds, so that they do not all come back at the same time.
 */
final class Refusals {

    private static final int SECONDS = 3;
    private static final String DETAIL = "More is asked of this service than it can answer in time.";

    private final ByteBuf body = Unpooled.unreleasableBuffer(
            Unpooled.wrappedBuffer(JsonMapper.shared().writeValueAsBytes(Problem.of(ProblemKind.UNAVAILABLE, DETAIL))));

    private final HttpHeaders[] staying = new HttpHeaders[SECONDS];
    private final HttpHeaders[] leaving = new HttpHeaders[SECONDS];

    Refusals() {
        for (int i = 0; i < SECONDS; i++) {
            staying[i] = headers(i + 1);
            leaving[i] = headers(i + 1).set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
    }

    private HttpHeaders headers(int seconds) {
        return DefaultHttpHeadersFactory.headersFactory()
                .newHeaders()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json")
                .set(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(body.readableBytes()))
                .set(HttpHeaderNames.RETRY_AFTER, Integer.toString(seconds));
    }

    /** @param last whether the connection ends with it */
    FullHttpResponse answer(boolean last) {
        return new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.SERVICE_UNAVAILABLE,
                body.duplicate(),
                (last ? leaving : staying)[ThreadLocalRandom.current().nextInt(SECONDS)],
                EmptyHttpHeaders.INSTANCE);
    }
}
