package io.letsrun.load.openloop;

import io.letsrun.load.schedule.Phase;
import io.letsrun.load.schedule.Plan;
import io.letsrun.local.Refusal;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The generator: connections to one server, and loads through them, one after the other. */
public final class OpenLoop implements AutoCloseable {

    private static final int READ_BYTES = 4096;
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final Limits limits;
    private final EventLoopGroup group;
    private final EventLoop loop;
    private final Pool pool;
    private volatile boolean stopped;
    private volatile @Nullable LoadRun load;

    private OpenLoop(InetSocketAddress server, Limits limits) {
        this.limits = limits;
        this.group = new MultiThreadIoEventLoopGroup(1, Transport.HERE.handlers());
        this.loop = group.next();
        Bootstrap bootstrap = new Bootstrap()
                .group(group)
                .channel(Transport.HERE.channel())
                .remoteAddress(server)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT.toMillis())
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_BYTES));
        this.pool = new Pool(limits.connectPerUser() ? 0 : limits.connections(), bootstrap);
    }

    /** What sockets are served with: with another the generator takes more, or less, of the machine for the same load. */
    public static String transport() {
        return Transport.HERE.name();
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
        if (limits.connectPerUser()) {
            generator.requireServer(server, within);
            return generator;
        }
        generator.loop.execute(generator.pool::connect);
        long end = System.nanoTime() + within.toNanos();
        while (generator.connections().opened() < limits.connections()) {
            if (System.nanoTime() > end) {
                generator.close();
                throw new Refusal("Only " + generator.connections().opened() + " of " + limits.connections()
                        + " connections to " + server + " could be made; is the stack up? See ./letsrun status.");
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return generator;
    }

    private void requireServer(InetSocketAddress server, Duration within) {
        try (Socket socket = new Socket()) {
            socket.connect(server, (int) within.toMillis());
        } catch (IOException e) {
            close();
            throw new Refusal(
                    "No connection to " + server + " could be made; is the stack up? See ./letsrun status.", e);
        }
    }

    /**
     * Connections since the beginning.
     *
     * @param ended closed by the other side while a load went on
     */
    public record Connections(int opened, int failed, int ended) {}

    public Connections connections() {
        return pool.counts();
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
                .plus(limits.patience().multipliedBy(2L + limits.retries()))
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

    @Override
    public void close() {
        loop.execute(pool::close);
        // Closed connections still have to be deregistered, so it ends only after a moment without work.
        group.shutdownGracefully(200, 2000, TimeUnit.MILLISECONDS).syncUninterruptibly();
    }
}
