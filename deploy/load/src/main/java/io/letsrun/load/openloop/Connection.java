package io.letsrun.load.openloop;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpObject;
import io.netty.util.ReferenceCountUtil;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the gateway; at most one request is under way on it. One of the pool is made again whenever it is lost;
 * one that a user has opened is that user's only one.
 */
final class Connection {

    private static final int LONGEST_PAUSE_MILLIS = 500;

    private final Pool pool;
    private final Bootstrap bootstrap;
    private final @Nullable SocketAddress from;
    private final boolean ofOneUser;
    private final AnswerAssembler assembler = new AnswerAssembler();
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
        this(pool, bootstrap, null, false);
    }

    private Connection(Pool pool, Bootstrap bootstrap, @Nullable SocketAddress from, boolean ofOneUser) {
        this.pool = pool;
        this.from = from;
        this.ofOneUser = ofOneUser;
        this.bootstrap = bootstrap.clone().handler(new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel made) {
                made.pipeline().addLast(AnswerAssembler.decoder(), new Answers());
            }
        });
    }

    /** A connection of one user, on which that user's request is sent once it is there. */
    static Connection ofUser(
            Pool pool, Bootstrap bootstrap, @Nullable SocketAddress from, long n, long due, int attempt) {
        Connection connection = new Connection(pool, bootstrap, from, true);
        connection.n = n;
        connection.due = due;
        connection.attempt = attempt;
        return connection;
    }

    void connect() {
        if (!closed) {
            SocketAddress remote = bootstrap.config().remoteAddress();
            bootstrap.connect(remote, from).addListener((ChannelFuture future) -> connected(future));
        }
    }

    private void connected(ChannelFuture future) {
        if (!future.isSuccess()) {
            if (ofOneUser) {
                pool.notConnected(this);
            } else {
                reconnectLater();
            }
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

    boolean isOfOneUser() {
        return ofOneUser;
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

    /** At once the first time: a server may close what is idle. */
    private void connectAgain() {
        if (failures == 0) {
            failures++;
            connect();
        } else {
            reconnectLater();
        }
    }

    /** What arrives on it. */
    private final class Answers extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            Answer answer;
            try {
                if (!busy) {
                    throw new IllegalStateException("an answer nobody asked for");
                }
                answer = assembler.add((HttpObject) message);
            } finally {
                ReferenceCountUtil.release(message);
            }
            if (answer != null) {
                busy = false;
                pool.answered(Connection.this, answer);
                if (answer.closing()) {
                    context.close();
                } else {
                    pool.free(Connection.this);
                }
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            channel = null;
            boolean unanswered = busy;
            busy = false;
            if (!closed) {
                pool.ended(Connection.this);
            }
            if (unanswered) {
                pool.lost(Connection.this);
            }
            if (!closed && !ofOneUser) {
                connectAgain();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
