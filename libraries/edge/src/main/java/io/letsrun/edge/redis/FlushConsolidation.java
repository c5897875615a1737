package io.letsrun.edge.redis;

import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.netty.handler.flush.FlushConsolidationHandler;

/**
 * Sends the commands that wait for a connection's event loop with one system call instead of one each: under load many wait at a
 * time. No command waits for another.
 */
final class FlushConsolidation implements NettyCustomizer {

    private static final int MAX_FLUSHES = 256;

    @Override
    public void afterChannelInitialized(Channel channel) {
        channel.pipeline().addFirst(new FlushConsolidationHandler(MAX_FLUSHES, true));
    }
}
