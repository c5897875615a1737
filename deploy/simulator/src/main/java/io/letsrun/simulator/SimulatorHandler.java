package io.letsrun.simulator;

import io.letsrun.simulator.knobs.InjectedFault;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One client's connection: takes a request, and answers it when its time has come. */
@SuppressWarnings("FutureReturnValueIgnored") // the client is there or is not; nobody waits to know
final class SimulatorHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final SimulatedReply GARBAGE =
            new SimulatedReply(200, "{\"id\":]]>\u0001 this calls itself JSON".getBytes(StandardCharsets.UTF_8));

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
            context.close(); // nobody sends the next request before the answer to the last
            return;
        }
        String path = new QueryStringDecoder(request.uri()).path();
        Optional<SimulatedReply.Planned> call = upstream.call(request.method(), path, request);
        if (call.isPresent()) {
            pending = context.executor()
                    .schedule(
                            () -> finish(call.get(), context.channel()),
                            call.get().nanos(),
                            TimeUnit.NANOSECONDS);
        } else {
            send(context.channel(), control.answer(request.method(), path, request));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close(); // the client is gone
    }

    /** Counts first: whoever has the answer may ask for the counters next. */
    private void finish(SimulatedReply.Planned call, Channel client) {
        Optional<InjectedFault> fault =
                upstream.knobs().allDown() ? Optional.of(InjectedFault.DROP_BEFORE_HEADERS) : call.fault();
        if (fault.isEmpty()) {
            over(SimulatorMetrics.Ending.ANSWERED);
            send(client, call.reply());
            return;
        }
        if (fault.get() == InjectedFault.HANG) {
            return; // and stays under way until the client has had enough
        }
        over(SimulatorMetrics.Ending.SPOILED);
        switch (fault.get()) {
            case DROP_BEFORE_HEADERS -> {
                client.config().setOption(ChannelOption.SO_LINGER, 0); // a reset
                client.close();
            }
            case DROP_AFTER_HEADERS -> send(client, call.reply(), 0);
            case GARBAGE -> send(client, GARBAGE);
            case HALF_BODY -> send(client, call.reply(), call.reply().body().length / 2);
            case HANG, SERVER_ERROR -> throw new AssertionError(fault.get());
        }
    }

    private static void send(Channel client, SimulatedReply reply) {
        client.write(head(reply));
        client.writeAndFlush(new DefaultLastHttpContent(Unpooled.wrappedBuffer(reply.body())));
    }

    /** Only so much of the body, and then a FIN, not a reset: so what was sent surely arrives. */
    private static void send(Channel client, SimulatedReply reply, int bytes) {
        client.write(head(reply));
        client.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(reply.body(), 0, bytes)))
                .addListener(ChannelFutureListener.CLOSE);
    }

    private static HttpResponse head(SimulatedReply reply) {
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()));
        head.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, reply.body().length);
        return head;
    }

    private void over(SimulatorMetrics.Ending ending) {
        pending = null;
        metrics.ended(ending);
    }
}
