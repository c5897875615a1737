package io.letsrun.gateway.redis;

import io.lettuce.core.resource.EventLoopGroupProvider;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutorGroup;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.util.concurrent.TimeUnit;

/** Has a client's connections live on one event loop that is somebody else's, and is not ended with the client. */
record OnLoop(EventLoop loop) implements EventLoopGroupProvider {

    @Override
    public <T extends EventLoopGroup> T allocate(Class<T> type) {
        @SuppressWarnings("unchecked") // the client takes it for a group and for nothing more, whatever it asks for
        T group = (T) loop;
        return group;
    }

    @Override
    public int threadPoolSize() {
        return 1;
    }

    @Override
    public Future<Boolean> release(EventExecutorGroup group, long quiet, long timeout, TimeUnit unit) {
        return done();
    }

    @Override
    public Future<Boolean> shutdown(long quiet, long timeout, TimeUnit unit) {
        return done();
    }

    private static Future<Boolean> done() {
        return ImmediateEventExecutor.INSTANCE.newSucceededFuture(true);
    }
}
