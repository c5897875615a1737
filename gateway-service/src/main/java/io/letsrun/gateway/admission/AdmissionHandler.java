package io.letsrun.gateway.admission;

import io.letsrun.edge.connection.RequestCutOff;
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
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Admits or refuses the requests of one connection before reactor-netty and Spring handle them.
 *
 * <p>A head is withheld until it is known whether its body came along, as it mostly does: then one decision is enough, and a
 * refused request leaves nothing unread.
 *
 * <p>Pipelined requests (RFC 9112, section 9.3.2) are answered in order, so a refusal waits for earlier answers.
 */
final class AdmissionHandler extends ChannelDuplexHandler {

    private final AdmissionControl control;
    private final Deque<AdmittedRequest> unanswered = new ArrayDeque<>(2);
    private @Nullable AdmittedRequest arriving;
    private @Nullable HttpRequest withheld;
    private boolean closing;
    private boolean unflushed;
    private boolean swallowed;

    AdmissionHandler(AdmissionControl control) {
        this.control = control;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (closing) {
            swallow(message);
        } else if (message instanceof HttpRequest request) {
            readHead(context, request);
        } else if (message instanceof HttpContent content && arriving != null) {
            readContent(context, content, arriving);
        } else {
            context.fireChannelRead(message);
        }
    }

    private void swallow(Object message) {
        ReferenceCountUtil.release(message);
        swallowed = true;
    }

    private void readHead(ChannelHandlerContext context, HttpRequest request) {
        AdmittedRequest admitted = control.request(request);
        unanswered.add(admitted);
        if (request instanceof HttpContent) {
            context.fireChannelRead(request); // the codec could not read it
            return;
        }
        arriving = admitted;
        withheld = request;
    }

    private void readContent(ChannelHandlerContext context, HttpContent content, AdmittedRequest admitted) {
        boolean complete = content instanceof LastHttpContent;
        if (complete) {
            arriving = null;
        }
        if (!admitted.isRefused()) {
            if (!complete) {
                awaitRest(context, admitted);
            }
            charge(context, admitted, content.content().readableBytes(), complete);
        }
        if (admitted.isRefused()) {
            swallow(content);
            return;
        }
        passHead(context);
        if (complete) {
            admitted.read(System.nanoTime());
        }
        context.fireChannelRead(content);
    }

    private void passHead(ChannelHandlerContext context) {
        HttpRequest request = withheld;
        if (request != null) {
            withheld = null;
            context.fireChannelRead(request);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (arriving != null) {
            awaitRest(context, arriving);
            passHead(context);
        }
        if (unflushed) {
            unflushed = false;
            context.flush();
        }
        if (swallowed) {
            swallowed = false;
            context.read(); // later handlers saw nothing, and so do not ask for more
        }
        context.fireChannelReadComplete();
    }

    private void awaitRest(ChannelHandlerContext context, AdmittedRequest admitted) {
        if (withheld != null) {
            RefusalReason refusal = control.await(
                    admitted, withheld.headers(), context.channel().remoteAddress());
            if (refusal != null) {
                refuse(context, admitted, refusal);
            }
        }
    }

    private void charge(ChannelHandlerContext context, AdmittedRequest admitted, int bytes, boolean complete) {
        RefusalReason refusal = control.charge(admitted, bytes, complete);
        if (refusal != null) {
            refuse(context, admitted, refusal);
        }
    }

    /** Refuses a request; if its head was passed on already, the connection ends with the refusal. */
    private void refuse(ChannelHandlerContext context, AdmittedRequest admitted, RefusalReason refusal) {
        HttpRequest head = withheld;
        boolean passedOn = head == null;
        if (head != null) {
            swallow(head);
            withheld = null;
        }
        if (admitted.isAnswering()) {
            context.close(); // its answer has begun
            return;
        }
        admitted.refuse(refusal, passedOn || refusal == RefusalReason.UNFINISHED);
        closing |= admitted.isLast();
        answerRefused(context);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        AdmittedRequest admitted = unanswered.peek();
        if (admitted == null && closing) {
            ReferenceCountUtil.release(message); // its request was refused after it had been passed on
            promise.tryFailure(new ClosedChannelException());
            return;
        }
        if (admitted == null || isInformational(message)) {
            context.write(message, promise);
            return;
        }
        if (message instanceof HttpResponse response) {
            admitted.answering(response.status().code());
            closing |= !HttpUtil.isKeepAlive(response);
        }
        if (message instanceof LastHttpContent) {
            unanswered.remove();
            admitted.answered(System.nanoTime());
            context.write(message, promise.unvoid().addListener(admitted));
            answerRefused(context);
        } else {
            context.write(message, promise);
        }
    }

    private static boolean isInformational(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL
                && !response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS);
    }

    private void answerRefused(ChannelHandlerContext context) {
        AdmittedRequest next = unanswered.peek();
        while (next != null && next.refusal() != null) {
            unanswered.remove();
            answer(context, next, next.refusal());
            next = unanswered.peek();
        }
    }

    private void answer(ChannelHandlerContext context, AdmittedRequest refused, RefusalReason refusal) {
        FullHttpResponse answer = control.answer(refused, refusal, context.alloc());
        if (refused.isLast()) {
            context.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
        } else {
            context.write(answer);
            unflushed = true;
        }
        refused.refused(System.nanoTime());
    }

    @Override
    public void flush(ChannelHandlerContext context) {
        unflushed = false;
        context.flush();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof RequestCutOff cutOff) {
            if (arriving != null) {
                control.cutOff(arriving, cutOff);
            }
            closing = true;
            abandon();
        }
        context.fireUserEventTriggered(event);
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
        for (AdmittedRequest admitted : unanswered) {
            admitted.abandoned(now);
        }
        unanswered.clear();
        if (arriving != null) {
            arriving.abandoned(now); // may have been answered before its end
            arriving = null;
        }
        if (withheld != null) {
            ReferenceCountUtil.release(withheld);
            withheld = null;
        }
    }
}
