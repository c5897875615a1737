package io.letsrun.load.openloop;

import io.letsrun.load.schedule.Phase;
import io.letsrun.load.schedule.Plan;
import io.letsrun.local.Refusal;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.pool.AbstractChannelPoolHandler;
import io.netty.channel.pool.ChannelHealthChecker;
import io.netty.channel.pool.ChannelPool;
import io.netty.channel.pool.FixedChannelPool;
import io.netty.channel.pool.FixedChannelPool.AcquireTimeoutAction;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringIoHandlerConfig;
import io.netty.channel.uring.IoUringSocketChannel;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The generator: connections to one server, and loads through them, one after the other. */
@SuppressWarnings("FutureReturnValueIgnored") // a connection is given back or closed; nobody waits for it
public final class OpenLoop implements AutoCloseable {

    private static final int READ_BYTES = 4096;
    private static final int LARGEST_ANSWER = 4 << 20;
    private static final Duration CONNECT = Duration.ofSeconds(10);

    /** Users connect from so many loopback addresses: a server may bound what one address has open. */
    private static final int ADDRESSES = 200;

    /** What the sockets are served with: the cheapest there is on this machine. */
    private record Transport(String name, IoHandlerFactory handlers, Class<? extends SocketChannel> channel) {

        /** More than what the connections of one loop can have to tell at a time. */
        private static final int COMPLETIONS = 1 << 15;

        private static Transport choose() {
            if (IoUring.isAvailable()) {
                IoUringIoHandlerConfig rings = new IoUringIoHandlerConfig().setCqSize(COMPLETIONS);
                return new Transport("io_uring", IoUringIoHandler.newFactory(rings), IoUringSocketChannel.class);
            }
            return Epoll.isAvailable()
                    ? new Transport("epoll", EpollIoHandler.newFactory(), EpollSocketChannel.class)
                    : new Transport(
                            "NIO, as neither io_uring nor epoll is available",
                            NioIoHandler.newFactory(),
                            NioSocketChannel.class);
        }
    }

    private static final Transport TRANSPORT = Transport.choose();

    private final Limits limits;
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, TRANSPORT.handlers());
    private final EventLoop loop = group.next();
    private final ChannelPool pool;
    private final AtomicInteger connecting = new AtomicInteger();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private volatile boolean stopped;
    private volatile @Nullable LoadRun load;

    private OpenLoop(InetSocketAddress server, Limits limits) {
        this.limits = limits;
        Bootstrap bootstrap = new Bootstrap()
                .group(group)
                .channel(TRANSPORT.channel())
                .remoteAddress(server)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT.toMillis())
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_BYTES));
        this.pool = pool(bootstrap);
    }

    /** Connections are used in turn, so that each thread of the server gets its share. */
    private ChannelPool pool(Bootstrap bootstrap) {
        Answers answers = new Answers();
        AbstractChannelPoolHandler pipeline = new AbstractChannelPoolHandler() {
            @Override
            public void channelCreated(Channel channel) {
                channel.pipeline()
                        .addLast(
                                // Requests are bytes already, so of Netty's client codec only the decoder is needed.
                                new HttpResponseDecoder(new HttpDecoderConfig().setValidateHeaders(false)),
                                new HttpObjectAggregator(LARGEST_ANSWER, true),
                                answers);
            }
        };
        int most = limits.connectPerUser() ? Integer.MAX_VALUE : limits.connections();
        long wait = limits.patience().toMillis();
        return new FixedChannelPool(
                bootstrap,
                pipeline,
                ChannelHealthChecker.ACTIVE,
                AcquireTimeoutAction.FAIL,
                wait,
                most,
                Integer.MAX_VALUE,
                true,
                false) {
            @Override
            protected ChannelFuture connectChannel(Bootstrap next) {
                return connect(next);
            }
        };
    }

    private ChannelFuture connect(Bootstrap bootstrap) {
        if (limits.connectPerUser()) {
            bootstrap.localAddress("127.0.0." + (2 + connecting.getAndIncrement() % ADDRESSES), 0);
        }
        return bootstrap.connect().addListener(made -> (made.isSuccess() ? opened : failed).incrementAndGet());
    }

    /** What sockets are served with: with another the generator takes more, or less, of the machine for the same load. */
    public static String transport() {
        return TRANSPORT.name();
    }

    /**
     * Connects.
     *
     * @throws Refusal when the server does not answer
     */
    public static OpenLoop to(InetSocketAddress server, Limits limits) throws InterruptedException {
        return to(server, limits, CONNECT);
    }

    static OpenLoop to(InetSocketAddress server, Limits limits, Duration within) throws InterruptedException {
        OpenLoop generator = new OpenLoop(server, limits);
        int wanted = limits.connectPerUser() ? 1 : limits.connections();
        List<Future<Channel>> channels =
                Stream.generate(generator.pool::acquire).limit(wanted).toList();
        long end = System.nanoTime() + within.toNanos();
        for (Future<Channel> channel : channels) {
            if (!channel.await(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS) || !channel.isSuccess()) {
                int opened = generator.opened.get();
                generator.close();
                throw new Refusal("Only " + opened + " of " + wanted + " connections to " + server
                        + " could be made; is the stack up? See ./letsrun status.");
            }
        }
        channels.forEach(channel -> generator.pool.release(channel.getNow()));
        return generator;
    }

    /**
     * Connections since the beginning.
     *
     * @param ended closed by the other side while a load went on
     */
    public record Connections(int opened, int failed, int ended) {}

    public Connections connections() {
        return new Connections(opened.get(), failed.get(), ended.get());
    }

    /**
     * Sends all of it, and returns when all of it is answered or given up.
     *
     * @param seconds told of every second when it is over, by the thread that sends: it must not wait for anything
     */
    public List<PhaseResult> run(List<Phase> phases, RequestSource requests, Consumer<Second> seconds)
            throws InterruptedException {
        Plan plan = new Plan(phases);
        LoadRun current = new LoadRun(loop, limits, pool, plan, requests, seconds);
        load = current;
        if (stopped) {
            current.stop();
        }
        CompletableFuture<List<PhaseResult>> result = current.start();
        Duration limit = plan.time()
                .plus(limits.patience().multipliedBy(2L + 2L * limits.retries()))
                .plusMinutes(1L + limits.retries());
        try {
            return result.get(limit.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the load failed", e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the load did not end " + limit.toSeconds() + " s after its beginning", e);
        } finally {
            load = null;
        }
    }

    /** Ends the load under way as soon as its answers are there, and every later one at once. Any thread may call it. */
    public void stop() {
        stopped = true;
        LoadRun current = load;
        if (current != null) {
            current.stop();
        }
    }

    public boolean isStopped() {
        return stopped;
    }

    /** All connections end with their event loop. */
    @Override
    public void close() {
        // Closed connections still have to be deregistered, so it ends only after a moment without work.
        group.shutdownGracefully(200, 2000, TimeUnit.MILLISECONDS).syncUninterruptibly();
    }

    /** What arrives on the connections. */
    @Sharable
    private final class Answers extends SimpleChannelInboundHandler<FullHttpResponse> {

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpResponse answer) {
            LoadRun current = load;
            if (answer.decoderResult().isFailure() || current == null) {
                context.close();
            } else if (answer.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
                current.answered(context.channel(), answer);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            ended.incrementAndGet();
            LoadRun current = load;
            if (current != null) {
                current.lost(context.channel());
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
