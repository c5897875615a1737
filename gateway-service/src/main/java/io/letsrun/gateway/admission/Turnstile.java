package io.letsrun.gateway.admission;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stands behind the HTTP codec of one connection and lets each request in or turns it away on its head, before reactor-netty
 * and Spring have spent anything on it.
 *
 * <p>Requests may be pipelined (RFC 9112, section 9.3.2), and are answered in their order: what is turned away behind a
 * request that is still under way waits for that one's answer.
 */
final class Turnstile extends ChannelDuplexHandler {

    /** More than any client pipelines, and fewer than Netty's codec bears; reactor-netty holds without bound what comes behind. */
    private static final int MOST_UNDER_WAY = 100;

    private final Gatekeeper gatekeeper;
    private final Deque<Passage> underWay = new ArrayDeque<>(2);
    private @Nullable Passage arriving;
    private @Nullable Future<?> patience;
    private boolean leaving;
    private boolean unflushed;
    private boolean swallowed;

    Turnstile(Gatekeeper gatekeeper) {
        this.gatekeeper = gatekeeper;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request ? isLetIn(context, request) : isPartOfWhatWasLetIn(message)) {
            context.fireChannelRead(message);
        } else {
            ReferenceCountUtil.release(message);
            swallowed = true;
        }
    }

    private boolean isLetIn(ChannelHandlerContext context, HttpRequest request) {
        if (leaving) {
            return false;
        }
        Passage passage = gatekeeper.passage(request);
        arriving = passage;
        underWay.add(passage);
        if (passage.isTurnedAway()) {
            leaving = passage.isLast();
            turnAwayWhoeverIsNext(context);
        }
        if (underWay.size() > MOST_UNDER_WAY) {
            context.close();
        }
        return !passage.isTurnedAway();
    }

    private boolean isPartOfWhatWasLetIn(Object message) {
        Passage passage = arriving;
        if (message instanceof LastHttpContent && passage != null) {
            passage.read(System.nanoTime());
            endOfArriving();
        }
        return !(message instanceof HttpContent) || (passage == null ? !leaving : !passage.isTurnedAway());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (unflushed) {
            unflushed = false;
            context.flush();
        }
        if (arriving != null && patience == null) {
            awaitBody(context);
        }
        if (swallowed) {
            swallowed = false;
            context.read(); // nobody behind knows that there was something, and so nobody asks for more
        }
        context.fireChannelReadComplete();
    }

    /** Most bodies come along with their heads, and need no timer. */
    private void awaitBody(ChannelHandlerContext context) {
        long most = gatekeeper.bodyTimeout().toNanos();
        patience = context.executor().schedule(() -> context.close(), most, TimeUnit.NANOSECONDS);
    }

    private void endOfArriving() {
        arriving = null;
        if (patience != null) {
            patience.cancel(false);
            patience = null;
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        Passage passage = underWay.peek();
        if (passage == null || isInformational(message)) {
            context.write(message, promise);
            return;
        }
        if (message instanceof HttpResponse response) {
            passage.answering(response.status().code());
            leaving |= !HttpUtil.isKeepAlive(response);
        }
        if (message instanceof LastHttpContent) {
            underWay.remove();
            passage.answered(System.nanoTime());
            context.write(message, promise.unvoid().addListener(passage));
            turnAwayWhoeverIsNext(context);
        } else {
            context.write(message, promise);
        }
    }

    private static boolean isInformational(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL
                && !response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS);
    }

    private void turnAwayWhoeverIsNext(ChannelHandlerContext context) {
        Passage next = underWay.peek();
        while (next != null && next.isTurnedAway()) {
            underWay.remove();
            turnAway(context, next);
            next = underWay.peek();
        }
    }

    private void turnAway(ChannelHandlerContext context, Passage passage) {
        FullHttpResponse answer = gatekeeper.refusal(passage.isLast(), context.alloc());
        if (passage.isLast()) {
            context.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
        } else {
            context.write(answer);
            unflushed = true;
        }
        passage.turnedAway(System.nanoTime());
    }

    @Override
    public void flush(ChannelHandlerContext context) {
        unflushed = false;
        context.flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        abandon();
        context.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        abandon();
    }

    private void abandon() {
        long now = System.nanoTime();
        for (Passage passage : underWay) {
            passage.abandoned(now);
        }
        underWay.clear();
        endOfArriving();
    }
}
