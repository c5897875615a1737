package io.letsrun.edge.redis;

import io.netty.channel.EventLoop;
import io.netty.util.Timeout;
import io.netty.util.Timer;
import io.netty.util.TimerTask;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A timer on an event loop. Stopping it stops neither the loop nor what is scheduled there. */
record LoopTimer(EventLoop loop) implements Timer {

    @Override
    public Timeout newTimeout(TimerTask task, long delay, TimeUnit unit) {
        LoopTimeout timeout = new LoopTimeout(this, task, unit.toNanos(delay));
        timeout.start();
        return timeout;
    }

    @Override
    public Set<Timeout> stop() {
        return Set.of();
    }
}
