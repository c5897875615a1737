package io.letsrun.events.upstream;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelProgressiveFuture;
import io.netty.channel.ChannelProgressiveFutureListener;
import io.netty.channel.ChannelProgressivePromise;
import io.netty.channel.ChannelPromise;
import io.netty.channel.epoll.EpollSocketChannel;

/** How far the bytes of one request have come, over all of its attempts. Written by one thread at a time, read by others. */
public final class RequestDelivery {

    private static final int TCP_ESTABLISHED = 1; // of Linux' tcp_info

    private volatile boolean begun;
    private volatile boolean sent;
    private volatile boolean declined;

    /** An earlier attempt's: what a later one is told says nothing about it. */
    private volatile boolean doubt;

    /**
     * Watches the connection for the next attempt's bytes. A kept connection that the upstream has closed by now is closed here
     * before anything is written, also where the event loop has not yet come to read that end.
     */
    void watch(Channel connection) {
        begin();
        if (connection instanceof EpollSocketChannel socket && socket.tcpInfo().state() != TCP_ESTABLISHED) {
            connection.close();
        } else {
            connection.pipeline().addFirst(new FirstWrite());
        }
    }

    /** A connection has been found for the next attempt. */
    void begin() {
        doubt |= sent && !declined;
        begun = true;
        sent = false;
        declined = false;
    }

    /** From now on the upstream may have acted, whatever else happens. */
    void sent() {
        sent = true;
    }

    /** The upstream said that it did not act. */
    void declined() {
        declined = true;
    }

    /** Returns whether the last attempt had a connection on which nothing could be written. */
    boolean endedUnsent() {
        return begun && !sent;
    }

    /** Returns whether the last attempt was sent, or an earlier one is in doubt. */
    public boolean wasSent() {
        return sent || doubt;
    }

    /** Returns whether the upstream may have acted without our knowing. */
    public boolean isInDoubt() {
        return doubt || sent && !declined;
    }

    /** Learns of the first byte that the socket takes, even if it takes no more. */
    private final class FirstWrite extends ChannelOutboundHandlerAdapter implements ChannelProgressiveFutureListener {

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            ChannelProgressivePromise watched = context.newProgressivePromise();
            watched.addListener(this);
            watched.addListener(end -> {
                if (end.isSuccess()) {
                    promise.trySuccess();
                } else {
                    promise.tryFailure(end.cause());
                }
            });
            context.write(message, watched);
            context.pipeline().remove(this);
        }

        @Override
        public void operationProgressed(ChannelProgressiveFuture write, long progress, long total) {
            if (progress > 0) {
                sent();
            }
        }

        @Override
        public void operationComplete(ChannelProgressiveFuture write) {
            if (write.isSuccess()) {
                sent();
            }
        }
    }
}
