package io.letsrun.gateway.redis;

import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.netty.handler.flush.FlushConsolidationHandler;

/**
 * Sends the commands that wait for the connection's event loop with one system call, where the client would make one for each: they
 * come from all threads, and under load many at a time. No command waits for another.
 */
final class FlushedTogether implements NettyCustomizer {

    private static final int AT_MOST = 256;

    @Override
    public void afterChannelInitialized(Channel channel) {
        channel.pipeline().addFirst(new FlushConsolidationHandler(AT_MOST, true));
    }
}
