package io.letsrun.simulator;

import io.letsrun.simulator.knobs.Knobs;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * The outside system that events-service asks, as one thread that never blocks: every latency is a timer. For development
 * and tests; thread-safe.
 */
public final class Simulator implements AutoCloseable {

    private static final int LONGEST_BODY = 64 * 1024;
    private static final long SELECTOR_LOOKED = 10;

    private final EventLoopGroup loop =
            new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("simulator", true), NioIoHandler.newFactory());
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final SimulatedData data = new SimulatedData();
    private final SimulatorMetrics metrics = new SimulatorMetrics();
    private final SimulatedUpstream upstream;
    private final InetSocketAddress address;
    private volatile boolean refusing;
    private volatile Channel listener;

    private Simulator(InetSocketAddress wanted, Knobs knobs) {
        upstream = new SimulatedUpstream(data, metrics, knobs);
        listener = bind(wanted);
        address = (InetSocketAddress) listener.localAddress();
    }

    /**
     * Starts one on the loopback interface.
     *
     * @param port 0 for any that is free
     */
    public static Simulator start(int port, Knobs knobs) {
        return start(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), knobs);
    }

    static Simulator start(InetSocketAddress address, Knobs knobs) {
        return new Simulator(address, knobs);
    }

    public int port() {
        return address.getPort();
    }

    public String url() {
        return "http://localhost:" + port();
    }

    public Knobs knobs() {
        return upstream.knobs();
    }

    public void knobs(Knobs next) {
        upstream.knobs(next);
    }

    /** Turns some knobs and leaves the others. */
    public synchronized void knobs(UnaryOperator<Knobs> change) {
        upstream.knobs(change.apply(upstream.knobs()));
    }

    public SimulatorCounters counters() {
        return metrics.read();
    }

    /** Sets all to zero but what is under way; the pattern of {@code addEvent} and the draws of the seed begin anew. */
    public void resetCounters() {
        metrics.reset();
    }

    /** Makes a user anew and returns the ids of the events made for it, the same for the same arguments. */
    public List<String> user(String id, int events) {
        return data.user(id, events);
    }

    /** Makes a user anew, who lists these events, whether they exist or not, and as often as they occur. */
    public void user(String id, List<String> eventIds) {
        data.user(id, eventIds);
    }

    /** Closes the port and all connections: until {@link #accept()}, whoever connects is refused. */
    public synchronized void refuse() {
        refusing = true;
        listener.close().syncUninterruptibly();
        connections.close().syncUninterruptibly();
        // The JDK closes a registered socket only when its selector has looked again, which it has before a later
        // timer.
        loop.schedule(() -> {}, SELECTOR_LOOKED, TimeUnit.MILLISECONDS).syncUninterruptibly();
    }

    /** Listens again, at the same port. */
    public synchronized void accept() {
        if (refusing && !loop.isShuttingDown()) {
            listener = bind(address);
            refusing = false;
        }
    }

    /** Returns when it is closed. */
    void await() {
        loop.terminationFuture().syncUninterruptibly();
    }

    @Override
    public synchronized void close() {
        if (loop.isShuttingDown()) {
            return;
        }
        refuse();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private Channel bind(InetSocketAddress at) {
        ControlApi control = new ControlApi(upstream, data, metrics);
        return new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1_024)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        connections.add(channel);
                        ChannelPipeline pipeline = channel.pipeline();
                        pipeline.addLast(new HttpServerCodec());
                        pipeline.addLast(new HttpServerKeepAliveHandler());
                        pipeline.addLast(new HttpObjectAggregator(LONGEST_BODY));
                        pipeline.addLast(new SimulatorHandler(upstream, control, metrics, () -> refusing));
                    }
                })
                .bind(at)
                .syncUninterruptibly()
                .channel();
    }
}
