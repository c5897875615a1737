package io.letsrun.simulator;

import io.letsrun.simulator.knobs.InjectedFault;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One client's connection: takes a request, and answers it when its time has come. */
final class SimulatorHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

    private final SimulatedUpstream upstream;
    private final ControlApi control;
    private final SimulatorMetrics metrics;
    private final BooleanSupplier refusing;

    /** What is under way; all of a connection happens on one thread. */
    private @Nullable Future<?> pending;

    SimulatorHandler(
            SimulatedUpstream upstream, ControlApi control, SimulatorMetrics metrics, BooleanSupplier refusing) {
        this.upstream = upstream;
        this.control = control;
        this.metrics = metrics;
        this.refusing = refusing;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        metrics.connected(1);
        context.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        metrics.connected(-1);
        if (pending != null) {
            pending.cancel(false);
            over(refusing.getAsBoolean() ? SimulatorMetrics.Ending.SPOILED : SimulatorMetrics.Ending.CANCELLED);
        }
        context.fireChannelInactive();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (pending != null || request.decoderResult().isFailure()) {
            new ClientChannel(context.channel()).close(); // nobody sends the next request before the answer to the last
            return;
        }
        ClientChannel client = new ClientChannel(context.channel());
        String path = new QueryStringDecoder(request.uri()).path();
        Optional<SimulatedReply.Planned> call = upstream.call(request.method(), path, request);
        if (call.isPresent()) {
            pending = context.executor()
                    .schedule(() -> finish(call.get(), client), call.get().nanos(), TimeUnit.NANOSECONDS);
        } else {
            client.send(control.answer(request.method(), path, request));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        new ClientChannel(context.channel()).close(); // the client is gone
    }

    /** Counts first: whoever has the answer may ask for the counters next. */
    private void finish(SimulatedReply.Planned call, ClientChannel client) {
        Optional<InjectedFault> fault =
                upstream.knobs().allDown() ? Optional.of(InjectedFault.DROP_BEFORE_HEADERS) : call.fault();
        if (fault.isEmpty()) {
            over(SimulatorMetrics.Ending.ANSWERED);
            client.send(call.reply());
            return;
        }
        if (fault.get() == InjectedFault.HANG) {
            return; // and stays under way until the client has had enough
        }
        over(SimulatorMetrics.Ending.SPOILED);
        switch (fault.get()) {
            case DROP_BEFORE_HEADERS -> client.reset();
            case DROP_AFTER_HEADERS -> client.sendHeadersAndClose(call.reply());
            case GARBAGE -> client.sendGarbage();
            case HALF_BODY -> client.sendHalfAndClose(call.reply());
            case HANG, SERVER_ERROR -> throw new AssertionError(fault.get());
        }
    }

    private void over(SimulatorMetrics.Ending ending) {
        pending = null;
        metrics.ended(ending);
    }
}
