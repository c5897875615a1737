package io.letsrun.edge.http;

import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.ProblemAnswers;
import io.letsrun.edge.problem.ProblemKind;
import io.letsrun.edge.problem.RequestIds;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Stands directly behind the HTTP codec and the limits of a connection. Refuses with a problem a head that cannot be read, is
 * too long, or names no host. Gives each request its id and one spelling of its path, and each answer the id and the security
 * headers.
 */
final class RequestHeadHandler extends ChannelDuplexHandler {

    private static final AsciiString REQUEST_ID = AsciiString.cached(RequestIds.HEADER);
    private static final AsciiString CONTENT_TYPE_OPTIONS = AsciiString.cached("X-Content-Type-Options");
    private static final AsciiString NO_SNIFF = AsciiString.cached("nosniff");
    private static final AsciiString REFERRER_POLICY = AsciiString.cached("Referrer-Policy");
    private static final AsciiString NO_REFERRER = AsciiString.cached("no-referrer");
    private static final AsciiString DENY = AsciiString.cached("DENY");
    private static final AsciiString NOTHING = AsciiString.cached("default-src 'none'; frame-ancestors 'none'");
    private static final AsciiString PROBLEM = AsciiString.cached("application/problem+json");

    private final ProblemAnswers problems;
    private final Deque<Head> unanswered = new ArrayDeque<>(2);
    private boolean leaving;

    RequestHeadHandler(ProblemAnswers problems) {
        this.problems = problems;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (leaving) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof HttpRequest request) {
            head(context, request);
        } else {
            context.fireChannelRead(message);
        }
    }

    private void head(ChannelHandlerContext context, HttpRequest request) {
        String id = RequestIds.of(request.headers().get(REQUEST_ID));
        String target = RequestTarget.normalized(request.uri());
        Problem problem = problem(request, target);
        unanswered.add(new Head(id, request.method(), target, problem));
        if (problem == null && target != null) {
            request.headers().set(REQUEST_ID, id);
            request.setUri(target);
            context.fireChannelRead(request);
            return;
        }
        leaving = true;
        ReferenceCountUtil.release(request);
        refuseNext(context);
    }

    private static @Nullable Problem problem(HttpRequest request, @Nullable String target) {
        Throwable failure = request.decoderResult().cause();
        if (failure instanceof TooLongHttpLineException) {
            return Problem.of(ProblemKind.URI_TOO_LONG, null);
        }
        if (failure instanceof TooLongHttpHeaderException) {
            return Problem.of(ProblemKind.HEAD_TOO_LARGE, null);
        }
        if (failure != null) {
            return malformed("The request is not HTTP/1.1.");
        }
        if (target == null) {
            return malformed("The URL cannot be read: it holds a character that must be percent-encoded.");
        }
        return hasItsHost(request) ? null : malformed("A request must have one Host header, and it must name a host.");
    }

    private static Problem malformed(String detail) {
        return Problem.of(ProblemKind.MALFORMED, detail);
    }

    /** RFC 9112, section 3.2: exactly one, but HTTP/1.0 needs none. */
    private static boolean hasItsHost(HttpRequest request) {
        Iterator<? extends CharSequence> hosts = request.headers().valueCharSequenceIterator(HttpHeaderNames.HOST);
        if (!hosts.hasNext()) {
            return request.protocolVersion().compareTo(HttpVersion.HTTP_1_0) <= 0;
        }
        CharSequence host = hosts.next();
        return !hosts.hasNext() && isHost(host);
    }

    private static boolean isHost(CharSequence host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            boolean allowed = c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || c == '.'
                    || c == '-'
                    || c == '_'
                    || c == ':'
                    || i == 0 && c == '['
                    || c == ']' && host.charAt(0) == '[';
            if (!allowed) {
                return false;
            }
        }
        return !host.isEmpty() && (host.charAt(0) != '[' || host.toString().indexOf(']') > 1);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response) {
            if (isInformational(response)) {
                context.write(message, promise);
                return;
            }
            Head head = unanswered.peek();
            if (response instanceof FullHttpResponse full && isWithoutReason(full, head)) {
                ReferenceCountUtil.release(full);
                unanswered.poll();
                leaving = true;
                ProblemKind kind = ProblemKind.of(full.status().code());
                context.write(answer(context, head, Problem.of(kind, null)), promise.unvoid())
                        .addListener(sent -> context.close());
                return;
            }
            complete(response.headers(), head);
        }
        if (message instanceof LastHttpContent) {
            unanswered.poll();
            context.write(message, promise);
            refuseNext(context);
        } else {
            context.write(message, promise);
        }
    }

    private static boolean isInformational(HttpResponse response) {
        return response.status().codeClass() == HttpStatusClass.INFORMATIONAL
                && !response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS);
    }

    /** reactor-netty answers so when it refuses a request itself. */
    private static boolean isWithoutReason(FullHttpResponse response, @Nullable Head head) {
        return response.status().code() >= 400
                && !response.content().isReadable()
                && !response.headers().contains(HttpHeaderNames.CONTENT_TYPE)
                && (head == null || !HttpMethod.HEAD.equals(head.method()));
    }

    private static void complete(HttpHeaders headers, @Nullable Head head) {
        if (head != null) {
            headers.set(REQUEST_ID, head.id());
            if (HttpMethod.GET.equals(head.method()) || HttpMethod.HEAD.equals(head.method())) {
                headers.add(HttpHeaderNames.VARY, HttpHeaderNames.ACCEPT_ENCODING);
            }
        }
        headers.set(CONTENT_TYPE_OPTIONS, NO_SNIFF);
        headers.set(REFERRER_POLICY, NO_REFERRER);
        headers.set(HttpHeaderNames.X_FRAME_OPTIONS, DENY);
        if (!headers.contains(HttpHeaderNames.CONTENT_SECURITY_POLICY)) {
            headers.set(HttpHeaderNames.CONTENT_SECURITY_POLICY, NOTHING);
        }
        weaken(headers);
    }

    /** The compressed form has other bytes, so the tag becomes weak (RFC 9110, section 8.8.3.3). */
    private static void weaken(HttpHeaders headers) {
        String tag = headers.contains(HttpHeaderNames.CONTENT_ENCODING) ? headers.get(HttpHeaderNames.ETAG) : null;
        if (tag != null && !tag.startsWith("W/")) {
            headers.set(HttpHeaderNames.ETAG, "W/" + tag);
        }
    }

    private void refuseNext(ChannelHandlerContext context) {
        Head next = unanswered.peek();
        if (next != null && next.problem() != null) {
            unanswered.remove();
            problems.refused(next.problem());
            context.writeAndFlush(answer(context, next, next.problem())).addListener(sent -> context.close());
        }
    }

    private FullHttpResponse answer(ChannelHandlerContext context, @Nullable Head head, Problem problem) {
        String target = head == null ? null : head.target();
        byte[] json = problems.json(
                problem, target == null ? null : RequestTarget.path(target), head == null ? null : head.id());
        ByteBuf body = context.alloc().buffer(json.length).writeBytes(json);
        FullHttpResponse answer = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(problem.kind().status()), body);
        answer.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, PROBLEM)
                .set(HttpHeaderNames.CONTENT_LENGTH, json.length)
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        complete(answer.headers(), head);
        return answer;
    }

    /**
     * A request that waits for its answer.
     *
     * @param target null when it cannot be read
     * @param problem why it is refused here; null when it was passed on
     */
    private record Head(
            String id,
            HttpMethod method,
            @Nullable String target,
            @Nullable Problem problem) {}
}
