package io.letsrun.edge.connection;

import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.ProblemKind;
import io.letsrun.edge.problem.RenderedProblem;
import io.letsrun.edge.problem.RequestIds;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.concurrent.ThreadLocalRandom;

/** The last answers of connections. */
enum FinalAnswer {
    MALFORMED(ProblemKind.MALFORMED, "It is not HTTP/1.1, or can be read in more than one way."),
    SLOW_HEAD(ProblemKind.TOO_SLOW, "The head did not arrive in time."),
    SLOW_BODY(ProblemKind.TOO_SLOW, "The body did not arrive in time."),
    NO_ROOM(ProblemKind.UNAVAILABLE, "There is no room for another connection."),
    PIPELINED(ProblemKind.UNAVAILABLE, "Too many requests wait on this connection.");

    private final HttpResponseStatus status;
    private final RenderedProblem problem;

    FinalAnswer(ProblemKind kind, String detail) {
        this.status = HttpResponseStatus.valueOf(kind.status());
        this.problem = new RenderedProblem(Problem.of(kind, detail));
    }

    int status() {
        return status.code();
    }

    FullHttpResponse render(ByteBufAllocator memory) {
        String requestId = RequestIds.of(null);
        ByteBuf content = problem.body(memory, null, requestId);
        FullHttpResponse answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, content);
        answer.headers()
                .set(RequestIds.HEADER, requestId)
                .set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json")
                .setInt(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        if (status.equals(HttpResponseStatus.SERVICE_UNAVAILABLE)) {
            answer.headers()
                    .setInt(
                            HttpHeaderNames.RETRY_AFTER,
                            ThreadLocalRandom.current().nextInt(1, 4));
        }
        return answer;
    }
}
