package io.letsrun.edge.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Limits one HTTP/1.1 connection: the time of a head, the progress of a body, the number of pipelined requests, and the idle
 * time. Stands directly behind the HTTP codec.
 *
 * <p>A request that breaks a limit gets a final answer, after the answers to earlier requests. Then the connection is closed,
 * first for writing and later for reading, so that no reset loses the answer (RFC 9112, section 9.6).
 */
final class ConnectionLimitHandler extends ChannelDuplexHandler {

    /** More than any client pipelines. */
    private static final int MOST_UNANSWERED = 100;

    /** How long an unread body may go on, and how long a client may take to read its final answer. */
    private static final Duration DRAIN = Duration.ofSeconds(3);

    private final ConnectionProperties limits;
    private final Connections connections;
    private final String address;
    private final boolean refused;
    private final IdleConnections idle;
    private final Channel channel;

    private boolean isIdle;
    private volatile long idleSince;
    private boolean bytesArrived;
    private boolean decoded;
    private boolean swallowed;

    private int unanswered;
    private boolean answering;
    private boolean arriving;
    private boolean unreadable;
    private long bodyBegun;
    private long bodyBytes;
    private long bodyBytesBefore;

    private @Nullable Future<?> deadline;
    private @Nullable Future<?> readerDeadline;
    private @Nullable FinalAnswer lastAnswer;
    private boolean ending;
    private boolean lingering;

    /** @param refused whether the first request is only told that there is no room */
    ConnectionLimitHandler(
            Channel channel, String address, boolean refused, Connections connections, ConnectionProperties limits) {
        this.channel = channel;
        this.address = address;
        this.refused = refused;
        this.connections = connections;
        this.limits = limits;
        this.idle = connections.idle(channel.eventLoop());
    }

    /** Sees bytes before the codec does, which only passes on whole heads. */
    final class Arrivals extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            bytesArrived |= message instanceof ByteBuf;
            context.fireChannelRead(message);
        }
    }

    String address() {
        return address;
    }

    long idleSince() {
        return idleSince;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        if (refused) {
            begin(limits.head(), () -> end(CloseReason.REFUSED));
        } else {
            becomeIdle();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        decoded = true;
        if (ending || lingering) {
            swallow(message);
        } else if (message instanceof HttpRequest request) {
            readHead(context, request);
        } else if (message instanceof HttpContent content) {
            readContent(context, content);
        } else {
            context.fireChannelRead(message);
        }
    }

    private void swallow(Object message) {
        ReferenceCountUtil.release(message);
        swallowed = true;
    }

    private void readHead(ChannelHandlerContext context, HttpRequest request) {
        becomeBusy();
        unanswered++;
        if (request.decoderResult().isFailure()) {
            unreadable = true; // RequestHeadHandler refuses it
            context.fireChannelRead(request);
            return;
        }
        bodyBegun = System.nanoTime();
        bodyBytes = 0;
        bodyBytesBefore = 0;
        arriving = true;
        if (refused) {
            endWith(FinalAnswer.NO_ROOM, CloseReason.REFUSED);
            swallow(request);
        } else if (request.protocolVersion().majorVersion() != 1) {
            endWith(FinalAnswer.MALFORMED, CloseReason.MALFORMED);
            swallow(request);
        } else if (unanswered > MOST_UNANSWERED) {
            endWith(FinalAnswer.PIPELINED, CloseReason.PIPELINED);
            swallow(request);
        } else {
            context.fireChannelRead(request);
        }
    }

    private void readContent(ChannelHandlerContext context, HttpContent content) {
        if (content.decoderResult().isFailure()) {
            unreadable = true;
            endWith(FinalAnswer.MALFORMED, CloseReason.MALFORMED);
            swallow(content);
            return;
        }
        bodyBytes += content.content().readableBytes();
        if (content instanceof LastHttpContent) {
            arriving = false;
            cancelDeadline();
            context.fireChannelRead(content);
            if (unanswered == 0) {
                becomeIdle();
            }
        } else {
            context.fireChannelRead(content);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (deadline == null && !ending && !lingering) {
            if (arriving) {
                begin(limits.bodyWindow(), this::checkBody);
            } else if (bytesArrived && !decoded) {
                begin(limits.head(), this::endHead);
            }
        }
        bytesArrived = false;
        decoded = false;
        if (swallowed) {
            swallowed = false;
            context.read(); // later handlers saw nothing, and so do not ask for more
        }
        context.fireChannelReadComplete();
    }

    private void endHead() {
        unanswered++; // its head has begun
        endWith(FinalAnswer.SLOW_HEAD, CloseReason.SLOW_HEAD);
    }

    private void checkBody() {
        boolean progress = bodyBytes - bodyBytesBefore >= limits.bytesPerWindow();
        if (!progress || System.nanoTime() - bodyBegun > limits.body().toNanos()) {
            endWith(FinalAnswer.SLOW_BODY, CloseReason.SLOW_BODY);
            return;
        }
        bodyBytesBefore = bodyBytes;
        begin(limits.bodyWindow(), this::checkBody);
    }

    /** Ends the connection with an answer to the last request that has begun to arrive. */
    private void endWith(FinalAnswer answer, CloseReason reason) {
        if (ending) {
            return;
        }
        cancelDeadline();
        ending = true;
        connections.count(reason);
        if (unanswered == 0 || (unanswered == 1 && answering)) {
            channel.close(); // it has been answered, at least in part
        } else {
            lastAnswer = answer;
            giveLastAnswerInTurn();
        }
    }

    private void giveLastAnswerInTurn() {
        FinalAnswer answer = lastAnswer;
        ChannelHandlerContext context = channel.pipeline().context(this);
        if (answer == null || unanswered > 1 || context == null) {
            return;
        }
        lastAnswer = null;
        unanswered = 0;
        lingering = true;
        context.fireUserEventTriggered(new RequestCutOff(answer.status()));
        context.writeAndFlush(answer.render(context.alloc()))
                .addListener(written -> linger(context, context.newPromise()));
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (lingering) {
            ReferenceCountUtil.release(message);
            promise.tryFailure(new ClosedChannelException());
            return;
        }
        if (isInformational(message)) {
            context.write(message, promise);
            return;
        }
        if (message instanceof HttpResponse response) {
            answering = true;
            if (!HttpUtil.isKeepAlive(response)) {
                ending = true;
                lastAnswer = null;
            }
        }
        context.write(message, promise);
        if (message instanceof LastHttpContent) {
            answered(context);
        }
    }

    private static boolean isInformational(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL
                && !response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS);
    }

    private void answered(ChannelHandlerContext context) {
        answering = false;
        unanswered = Math.max(0, unanswered - 1);
        if (lastAnswer != null) {
            giveLastAnswerInTurn();
        } else if (unanswered == 0 && arriving) {
            cancelDeadline();
            begin(DRAIN, () -> end(CloseReason.UNREAD_BODY));
            context.read(); // later handlers may not
        } else if (unanswered == 0 && !ending) {
            becomeIdle();
        }
    }

    /** A client has as long to read half a buffer as to send a body. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (readerDeadline != null) {
            readerDeadline.cancel(false);
            readerDeadline = null;
        }
        if (!channel.isWritable()) {
            readerDeadline = channel.eventLoop()
                    .schedule(
                            () -> abort(CloseReason.SLOW_READER), limits.body().toNanos(), TimeUnit.NANOSECONDS);
        }
        context.fireChannelWritabilityChanged();
    }

    private void becomeIdle() {
        if (!isIdle) {
            isIdle = true;
            idleSince = System.nanoTime();
            idle.add(this);
        }
    }

    private void becomeBusy() {
        cancelDeadline();
        if (isIdle) {
            isIdle = false;
            idle.remove(this);
        }
    }

    /** Closes the connection if it is still idle. Any thread may call it, after removing it from the idle connections. */
    void giveWay() {
        channel.eventLoop().execute(() -> {
            if (isIdle) {
                ending = true;
                connections.count(CloseReason.GAVE_WAY);
                channel.writeAndFlush(Unpooled.EMPTY_BUFFER)
                        .addListener(ChannelFutureListener.CLOSE); // after its answer
            }
        });
    }

    /** Closes a connection that has been idle for too long. Called on its loop. */
    void expire() {
        becomeBusy();
        end(CloseReason.IDLE);
    }

    private void end(CloseReason reason) {
        if (!ending) {
            ending = true;
            connections.count(reason);
        }
        lingering = true;
        channel.close();
    }

    private void abort(CloseReason reason) {
        connections.count(reason);
        channel.unsafe().close(channel.unsafe().voidPromise());
    }

    /** Closing with unread input would reset the connection and lose the answer. */
    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (lingering || !(arriving || unreadable) || !channel.isActive()) {
            context.close(promise);
        } else {
            lingering = true;
            context.writeAndFlush(Unpooled.EMPTY_BUFFER) // after what is not flushed yet
                    .addListener(written -> linger(context, promise));
        }
    }

    private void linger(ChannelHandlerContext context, ChannelPromise promise) {
        cancelDeadline();
        ending = true;
        if (!(channel instanceof DuplexChannel duplex)) {
            context.close(promise);
            return;
        }
        begin(DRAIN, () -> context.close(promise));
        duplex.shutdownOutput();
        context.read();
    }

    private void begin(Duration wait, Runnable action) {
        deadline = channel.eventLoop()
                .schedule(
                        () -> {
                            deadline = null;
                            action.run();
                        },
                        wait.toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    private void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    /** The codec throws when one read holds too many requests. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof DecoderException) || cause.getCause() instanceof SSLException) {
            context.fireExceptionCaught(cause);
        } else if (!ending) {
            unanswered++;
            unreadable = true;
            endWith(FinalAnswer.MALFORMED, CloseReason.MALFORMED);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        forget();
        context.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        forget();
    }

    private void forget() {
        becomeBusy();
        lastAnswer = null;
        if (readerDeadline != null) {
            readerDeadline.cancel(false);
            readerDeadline = null;
        }
        ending = true;
    }
}
