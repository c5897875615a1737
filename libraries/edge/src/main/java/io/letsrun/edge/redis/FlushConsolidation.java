package io.letsrun.edge.redis;

import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.netty.handler.flush.FlushConsolidationHandler;

/** Sends all commands that wait for a connection's event loop with one system call. */
final class FlushConsolidation implements NettyCustomizer {

    private static final int MAX_FLUSHES = 256;

    @Override
    public void afterChannelInitialized(Channel channel) {
        channel.pipeline().addFirst(new FlushConsolidationHandler(MAX_FLUSHES, true));
    }
}
