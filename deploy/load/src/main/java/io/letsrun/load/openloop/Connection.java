package io.letsrun.load.openloop;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One connection to the gateway, made again whenever it is lost; at most one request is under way on it. */
@Sharable
final class Connection extends ChannelInboundHandlerAdapter {

    private static final int LONGEST_PAUSE_MILLIS = 500;

    private final Pool pool;
    private final Bootstrap bootstrap;
    private final AnswerReader reader = new AnswerReader();
    private @Nullable Channel channel;
    private int failures;
    private boolean closed;

    /** Whether it is among the idle ones, where one that was lost meanwhile may still be. */
    boolean idle;

    private boolean busy;
    private long n;
    private long due;
    private long sentAt;
    private int attempt;

    Connection(Pool pool, Bootstrap bootstrap) {
        this.pool = pool;
        this.bootstrap = bootstrap.clone().handler(this);
    }

    void connect() {
        if (!closed) {
            bootstrap.connect().addListener((ChannelFuture future) -> connected(future));
        }
    }

    private void connected(ChannelFuture future) {
        if (!future.isSuccess()) {
            reconnectLater();
            return;
        }
        if (closed) {
            future.channel().close();
            return;
        }
        channel = future.channel();
        failures = 0;
        pool.connected(this);
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

    void send(ByteBuf request, long n, long due, int attempt, long now) {
        Channel open = channel;
        if (open == null) {
            throw new IllegalStateException("not connected");
        }
        busy = true;
        this.n = n;
        this.due = due;
        this.attempt = attempt;
        this.sentAt = now;
        open.writeAndFlush(request, open.voidPromise());
    }

    boolean isLate(long now, long patience) {
        return busy && now - sentAt > patience;
    }

    long number() {
        return n;
    }

    long due() {
        return due;
    }

    int attempt() {
        return attempt;
    }

    /** Gives up the answer that was waited for, if one was. */
    void drop() {
        if (channel != null) {
            channel.close();
        }
    }

    void close() {
        closed = true;
        drop();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf arrived = (ByteBuf) message;
        try {
            if (!busy) {
                throw new MalformedAnswer("an answer nobody asked for");
            }
            reader.add(arrived);
        } finally {
            arrived.release();
        }
        Answer answer = reader.answer();
        if (answer != null) {
            reader.clear();
            busy = false;
            pool.answered(this, answer);
            if (answer.closing()) {
                context.close();
            } else {
                pool.free(this);
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        channel = null;
        reader.clear();
        if (busy) {
            busy = false;
            pool.lost(this);
        }
        if (!closed) {
            connectAgain();
        }
    }

    /** At once the first time: a server may close what is idle. */
    private void connectAgain() {
        if (failures == 0) {
            failures++;
            connect();
        } else {
            reconnectLater();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
