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
import io.netty.channel.uring.IoUringSocketChannel;

/** What the sockets are served with: the cheapest there is on this machine. */
record Transport(String name, IoHandlerFactory handlers, Class<? extends SocketChannel> channel) {

    static final Transport HERE = choose();

    private static Transport choose() {
        if (IoUring.isAvailable()) {
            return new Transport("io_uring", IoUringIoHandler.newFactory(), IoUringSocketChannel.class);
        }
        if (Epoll.isAvailable()) {
            return new Transport("epoll", EpollIoHandler.newFactory(), EpollSocketChannel.class);
        }
        return new Transport(
                "NIO, as neither io_uring nor epoll is available", NioIoHandler.newFactory(), NioSocketChannel.class);
    }
}
