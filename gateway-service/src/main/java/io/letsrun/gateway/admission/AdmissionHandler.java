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
 * Stands behind the HTTP codec of one connection and lets each request in or refuses it on its head, before reactor-netty
 * and Spring have spent anything on it.
 *
 * <p>Requests may be pipelined (RFC 9112, section 9.3.2), and are answered in their order: what is refused behind a
 * request that is still under way waits for that one's answer.
 */
final class AdmissionHandler extends ChannelDuplexHandler {

    /** More than any client pipelines, and fewer than Netty's codec bears; reactor-netty holds without bound what comes behind. */
    private static final int MOST_UNDER_WAY = 100;

    private final AdmissionControl admissionControl;
    private final Deque<AdmittedRequest> underWay = new ArrayDeque<>(2);
    private @Nullable AdmittedRequest arriving;
    private @Nullable Future<?> patience;
    private boolean leaving;
    private boolean unflushed;
    private boolean swallowed;

    AdmissionHandler(AdmissionControl admissionControl) {
        this.admissionControl = admissionControl;
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
        AdmittedRequest admitted = admissionControl.admitted(request);
        arriving = admitted;
        underWay.add(admitted);
        if (admitted.isRefused()) {
            leaving = admitted.isLast();
            refuseWhoeverIsNext(context);
        }
        if (underWay.size() > MOST_UNDER_WAY) {
            context.close();
        }
        return !admitted.isRefused();
    }

    private boolean isPartOfWhatWasLetIn(Object message) {
        AdmittedRequest admitted = arriving;
        if (message instanceof LastHttpContent && admitted != null) {
            admitted.read(System.nanoTime());
            endOfArriving();
        }
        return !(message instanceof HttpContent) || (admitted == null ? !leaving : !admitted.isRefused());
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
        long most = admissionControl.bodyTimeout().toNanos();
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
        AdmittedRequest admitted = underWay.peek();
        if (admitted == null || isInformational(message)) {
            context.write(message, promise);
            return;
        }
        if (message instanceof HttpResponse response) {
            admitted.answering(response.status().code());
            leaving |= !HttpUtil.isKeepAlive(response);
        }
        if (message instanceof LastHttpContent) {
            underWay.remove();
            admitted.answered(System.nanoTime());
            context.write(message, promise.unvoid().addListener(admitted));
            refuseWhoeverIsNext(context);
        } else {
            context.write(message, promise);
        }
    }

    private static boolean isInformational(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL
                && !response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS);
    }

    private void refuseWhoeverIsNext(ChannelHandlerContext context) {
        AdmittedRequest next = underWay.peek();
        while (next != null && next.isRefused()) {
            underWay.remove();
            turnAway(context, next);
            next = underWay.peek();
        }
    }

    private void turnAway(ChannelHandlerContext context, AdmittedRequest admitted) {
        FullHttpResponse answer = admissionControl.refusal(admitted.isLast(), context.alloc());
        if (admitted.isLast()) {
            context.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
        } else {
            context.write(answer);
            unflushed = true;
        }
        admitted.refused(System.nanoTime());
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
        for (AdmittedRequest admitted : underWay) {
            admitted.abandoned(now);
        }
        underWay.clear();
        endOfArriving();
    }
}
