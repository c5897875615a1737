package io.letsrun.gateway.admission;

import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.ProblemKind;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.json.JsonMapper;

/**
 * The answers to those who are refused, written once: a problem like all others, with a Retry-After of one to three
 * seconds, so that they do not all come back at the same time.
 *
 * <p>Made of the same types as what Spring answers: the JIT compiler has made ready for those, and when it meets others for the
 * first time, which is when there is least time for it, it throws away what it had compiled.
 */
final class Refusals {

    private static final int SECONDS = 3;
    private static final String DETAIL = "More is asked of this service than it can answer in time.";

    private final byte[] body = JsonMapper.shared().writeValueAsBytes(Problem.of(ProblemKind.UNAVAILABLE, DETAIL));
    private final HttpHeaders noTrailers =
            DefaultHttpHeadersFactory.trailersFactory().newHeaders();

    private final HttpHeaders[] staying = new HttpHeaders[SECONDS];
    private final HttpHeaders[] leaving = new HttpHeaders[SECONDS];

    Refusals() {
        for (int i = 0; i < SECONDS; i++) {
            staying[i] = headers(i + 1);
            leaving[i] = headers(i + 1).set(HttpHeaderNames.CONNECTION.toString(), HttpHeaderValues.CLOSE.toString());
        }
    }

    private HttpHeaders headers(int seconds) {
        return DefaultHttpHeadersFactory.headersFactory()
                .newHeaders()
                .set(HttpHeaderNames.CONTENT_TYPE.toString(), "application/problem+json")
                .set(HttpHeaderNames.CONTENT_LENGTH.toString(), Integer.toString(body.length))
                .set(HttpHeaderNames.RETRY_AFTER.toString(), Integer.toString(seconds));
    }

    /** @param last whether the connection ends with it */
    FullHttpResponse answer(boolean last, ByteBufAllocator memory) {
        return new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.SERVICE_UNAVAILABLE,
                memory.ioBuffer(body.length).writeBytes(body),
                (last ? leaving : staying)[ThreadLocalRandom.current().nextInt(SECONDS)],
                noTrailers);
    }
}
