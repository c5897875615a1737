package io.letsrun.gateway.admission;

import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.RenderedProblem;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Component;

/**
 * The answers to refused requests, with a Retry-After of one to three seconds so that clients do not all come back at the same
 * time.
 *
 * <p>They have the same types as Spring's answers: other types would make the JIT compiler discard optimized code in an overload.
 */
@Component
final class RefusalResponses {

    private static final int SECONDS = 3;

    private final Map<RefusalReason, Rendered> rendered = new EnumMap<>(RefusalReason.class);

    RefusalResponses() {
        for (RefusalReason refusal : RefusalReason.values()) {
            rendered.put(refusal, new Rendered(refusal));
        }
    }

    /** @param last whether the connection ends with it */
    FullHttpResponse answer(RefusalReason refusal, String path, String id, boolean last, ByteBufAllocator memory) {
        return Objects.requireNonNull(rendered.get(refusal)).answer(path, id, last, memory);
    }

    private static final class Rendered {

        private final HttpResponseStatus status;
        private final RenderedProblem problem;
        private final HttpHeaders noTrailers =
                DefaultHttpHeadersFactory.trailersFactory().newHeaders();
        private final HttpHeaders[] keepAlive = new HttpHeaders[SECONDS];
        private final HttpHeaders[] close = new HttpHeaders[SECONDS];

        Rendered(RefusalReason refusal) {
            this.status = HttpResponseStatus.valueOf(refusal.problem().status());
            this.problem = new RenderedProblem(Problem.of(refusal.problem(), refusal.detail()));
            for (int i = 0; i < SECONDS; i++) {
                keepAlive[i] = headers(i + 1);
                close[i] = headers(i + 1).set(HttpHeaderNames.CONNECTION.toString(), HttpHeaderValues.CLOSE.toString());
            }
        }

        private HttpHeaders headers(int seconds) {
            return DefaultHttpHeadersFactory.headersFactory()
                    .newHeaders()
                    .set(HttpHeaderNames.CONTENT_TYPE.toString(), "application/problem+json")
                    .set(HttpHeaderNames.RETRY_AFTER.toString(), Integer.toString(seconds));
        }

        FullHttpResponse answer(String path, String id, boolean last, ByteBufAllocator memory) {
            ByteBuf content = problem.body(memory, path, id);
            HttpHeaders headers = (last ? close : keepAlive)
                    [ThreadLocalRandom.current().nextInt(SECONDS)].copy(); // others add theirs
            headers.set(HttpHeaderNames.CONTENT_LENGTH.toString(), Integer.toString(content.readableBytes()));
            return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, content, headers, noTrailers);
        }
    }
}
