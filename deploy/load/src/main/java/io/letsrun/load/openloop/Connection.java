package io.letsrun.load.openloop;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the gateway, with at most one request under way. A connection of the pool reconnects whenever it is lost; a
 * user's own connection does not.
 */
final class Connection {

    private static final int LONGEST_PAUSE_MILLIS = 500;
    private static final int LARGEST_ANSWER = 4 << 20;

    private final Pool pool;
    private final Bootstrap bootstrap;
    private final @Nullable SocketAddress from;

    /** What a user's own connection was opened for; null in the pool. */
    private final @Nullable Attempt first;

    private @Nullable Channel channel;
    private @Nullable Attempt underWay;
    private long sentAt;
    private int failures;
    private boolean closed;

    /** Whether it is among the idle ones, where one that was lost meanwhile may still be. */
    boolean idle;

    /**
     * @param from the local address; null for any
     * @param first what a user's own connection is opened for; null in the pool
     */
    Connection(Pool pool, Bootstrap bootstrap, @Nullable SocketAddress from, @Nullable Attempt first) {
        this.pool = pool;
        this.from = from;
        this.first = first;
        this.bootstrap = bootstrap.clone().handler(new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel made) {
                made.pipeline()
                        .addLast(
                                // Requests are bytes already, so of Netty's client codec only the decoder is needed.
                                new HttpResponseDecoder(new HttpDecoderConfig().setValidateHeaders(false)),
                                new HttpObjectAggregator(LARGEST_ANSWER, true),
                                new Answers());
            }
        });
    }

    void connect() {
        if (!closed) {
            SocketAddress remote = bootstrap.config().remoteAddress();
            bootstrap.connect(remote, from).addListener((ChannelFuture future) -> connected(future));
        }
    }

    private void connected(ChannelFuture future) {
        if (future.isSuccess() && closed) {
            future.channel().close();
        } else if (future.isSuccess()) {
            channel = future.channel();
            failures = 0;
            pool.connected(this, first);
        } else if (first != null) {
            pool.notConnected(first);
        } else {
            reconnectLater();
        }
    }

    private void reconnectLater() {
        int pause = Math.min(LONGEST_PAUSE_MILLIS, 10 << Math.min(failures, 6));
        failures++;
        if (!closed) {
            bootstrap.config().group().next().schedule(this::connect, pause, TimeUnit.MILLISECONDS);
        }
    }

    boolean isOpen() {
        return channel != null && channel.isActive();
    }

    void send(ByteBuf request, Attempt attempt, long now) {
        Channel open = channel;
        if (open == null) {
            throw new IllegalStateException("not connected");
        }
        underWay = attempt;
        sentAt = now;
        open.writeAndFlush(request, open.voidPromise());
    }

    /** Closes it when its answer has not come in time. */
    void dropIfLate(long now, long patience) {
        if (underWay != null && now - sentAt > patience && channel != null) {
            channel.close();
        }
    }

    void close() {
        closed = true;
        if (channel != null) {
            channel.close();
        }
    }

    /** What arrives on it. */
    private final class Answers extends SimpleChannelInboundHandler<FullHttpResponse> {

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpResponse answer) {
            Attempt attempt = underWay;
            if (attempt == null || answer.decoderResult().isFailure()) {
                throw new IllegalStateException("no answer to a request");
            }
            if (answer.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
                return;
            }
            underWay = null;
            pool.tell(load -> load.answered(attempt, answer));
            if (!HttpUtil.isKeepAlive(answer)) {
                context.close();
            } else if (first == null) {
                pool.free(Connection.this);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            channel = null;
            Attempt unanswered = underWay;
            underWay = null;
            if (!closed) {
                pool.ended();
            }
            if (unanswered != null) {
                pool.tell(load -> load.lost(unanswered));
            }
            if (first == null && failures == 0) { // at once the first time: a server may close what is idle
                failures++;
                connect();
            } else if (first == null) {
                reconnectLater();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
