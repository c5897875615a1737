package io.letsrun.load.openloop;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringIoHandlerConfig;
import io.netty.channel.uring.IoUringSocketChannel;

/** What the sockets are served with: the cheapest there is on this machine. */
record Transport(String name, IoHandlerFactory handlers, Class<? extends SocketChannel> channel) {

    /** More than what the connections of one loop can have to tell at a time. */
    private static final int COMPLETIONS = 1 << 15;

    static final Transport HERE = choose();

    private static Transport choose() {
        if (IoUring.isAvailable()) {
            IoUringIoHandlerConfig rings = new IoUringIoHandlerConfig().setCqSize(COMPLETIONS);
            return new Transport("io_uring", IoUringIoHandler.newFactory(rings), IoUringSocketChannel.class);
        }
        if (Epoll.isAvailable()) {
            return new Transport("epoll", EpollIoHandler.newFactory(), EpollSocketChannel.class);
        }
        return new Transport(
                "NIO, as neither io_uring nor epoll is available", NioIoHandler.newFactory(), NioSocketChannel.class);
    }
}
