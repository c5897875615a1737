package io.letsrun.edge.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.edge.problem.TestProblems;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What handlers below Spring answer, which knew nothing of the request when they wrote it. */
class RequestHeadHandlerTest {

    private final EmbeddedChannel channel = new EmbeddedChannel(new RequestHeadHandler(TestProblems.answers()));

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void passesAProblemOnWithItsBody() {
        request("/v1/runs");
        String problem = "{\"status\":503,\"requestId\":\"r-0\"}";

        FullHttpResponse answer = answered(problem);

        assertThat(answer.content().toString(US_ASCII)).isEqualTo(problem);
        answer.release();
    }

    /** Spring drops the body of a problem that a HEAD gets. */
    @Test
    void sendsAProblemWithoutItsBody() {
        request(HttpMethod.HEAD, "/nope");

        FullHttpResponse answer = answered("");

        assertThat(answer.status()).isEqualTo(HttpResponseStatus.SERVICE_UNAVAILABLE);
        assertThat(answer.headers().get("X-Request-Id")).isEqualTo("r-1");
        answer.release();
    }

    private void request(String uri) {
        request(HttpMethod.GET, uri);
    }

    private void request(HttpMethod method, String uri) {
        DefaultFullHttpRequest request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, method, uri);
        request.headers().set("Host", "a").set("X-Request-Id", "r-1");
        channel.writeInbound(request);
    }

    private FullHttpResponse answered(String problem) {
        FullHttpResponse answer = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.SERVICE_UNAVAILABLE, Unpooled.copiedBuffer(problem, US_ASCII));
        answer.headers().set("Content-Type", "application/problem+json").set("Content-Length", problem.length());
        channel.writeOutbound(answer);
        return channel.readOutbound();
    }
}
