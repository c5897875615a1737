package io.letsrun.gateway.admission;

import io.letsrun.edge.problem.Problem;
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
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The answers to refused requests, rendered at the start but for the path and the id, with a Retry-After of one to three seconds so that clients do not all come back
 * at the same time.
 *
 * <p>They have the same types as Spring's answers: other types would make the JIT compiler discard optimized code in an overload.
 */
@Component
final class RefusalResponses {

    private static final int SECONDS = 3;
    private static final String BEFORE_ID = "\",\"requestId\":\"";
    private static final String END = "\"}";

    private final Map<RefusalReason, Rendered> rendered = new EnumMap<>(RefusalReason.class);

    RefusalResponses() {
        for (RefusalReason refusal : RefusalReason.values()) {
            rendered.put(refusal, new Rendered(refusal));
        }
    }

    /**
     * @param path the request's, and {@code id} its id; neither has characters that JSON escapes
     * @param last whether the connection ends with it
     */
    FullHttpResponse answer(RefusalReason refusal, String path, String id, boolean last, ByteBufAllocator memory) {
        return Objects.requireNonNull(rendered.get(refusal)).answer(path, id, last, memory);
    }

    private static final class Rendered {

        private final HttpResponseStatus status;
        private final byte[] body;
        private final HttpHeaders noTrailers =
                DefaultHttpHeadersFactory.trailersFactory().newHeaders();
        private final HttpHeaders[] keepAlive = new HttpHeaders[SECONDS];
        private final HttpHeaders[] close = new HttpHeaders[SECONDS];

        Rendered(RefusalReason refusal) {
            this.status = HttpResponseStatus.valueOf(refusal.problem().status());
            String json = JsonMapper.shared().writeValueAsString(Problem.of(refusal.problem(), refusal.detail()));
            this.body = (json.substring(0, json.length() - 1) + ",\"instance\":\"").getBytes(StandardCharsets.UTF_8);
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
            int length = body.length + path.length() + BEFORE_ID.length() + id.length() + END.length();
            ByteBuf content = memory.ioBuffer(length).writeBytes(body);
            content.writeCharSequence(path, StandardCharsets.US_ASCII);
            content.writeCharSequence(BEFORE_ID, StandardCharsets.US_ASCII);
            content.writeCharSequence(id, StandardCharsets.US_ASCII);
            content.writeCharSequence(END, StandardCharsets.US_ASCII);
            HttpHeaders headers =
                    (last ? close : keepAlive)[ThreadLocalRandom.current().nextInt(SECONDS)].copy();
            headers.set(HttpHeaderNames.CONTENT_LENGTH.toString(), Integer.toString(length));
            return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, content, headers, noTrailers);
        }
    }
}
