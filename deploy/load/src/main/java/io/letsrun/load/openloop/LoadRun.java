package io.letsrun.load.openloop;

import io.letsrun.load.schedule.Plan;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.pool.ChannelPool;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One load. All of it happens on one event loop, so nothing in it is shared but {@link #stop}. Every millisecond it sends what is
 * due; the latency of a request that goes out late, for whatever reason, counts from when it was due.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails ends its connection, and that is seen
final class LoadRun {

    private static final long SECOND = 1_000_000_000;
    private static final int TICKS_BETWEEN_LOOKS = 50;
    private static final int LONGEST_RETRY_SECONDS = 30;

    /**
     * One attempt to send a request.
     *
     * @param n the request, counted from 0
     * @param due when it was due, by {@link System#nanoTime}
     * @param number 0 for the first attempt
     */
    private record Attempt(long n, long due, int number) {}

    /** An attempt without an answer, and since when. */
    private record Sent(Attempt attempt, long at) {}

    private final EventLoop loop;
    private final Limits limits;
    private final ChannelPool pool;
    private final Plan plan;
    private final RequestSource requests;
    private final Consumer<Second> seconds;
    private final List<Map<RequestKind, RequestStats>> phases = new ArrayList<>();
    private RequestStats second = new RequestStats();
    private final Map<Channel, Sent> underWay = new LinkedHashMap<>();
    private final CompletableFuture<List<PhaseResult>> result = new CompletableFuture<>();

    private @Nullable ScheduledFuture<?> ticking;
    private volatile boolean stopped;
    private long begin;
    private long next;
    private long nextDue;
    private long secondEnds;
    private int number;
    private int phase;
    private int waiting;
    private int retrying;
    private int ticks;

    LoadRun(
            EventLoop loop,
            Limits limits,
            ChannelPool pool,
            Plan plan,
            RequestSource requests,
            Consumer<Second> seconds) {
        this.loop = loop;
        this.limits = limits;
        this.pool = pool;
        this.plan = plan;
        this.requests = requests;
        this.seconds = seconds;
        plan.phases().forEach(each -> phases.add(new EnumMap<>(RequestKind.class)));
    }

    CompletableFuture<List<PhaseResult>> start() {
        loop.execute(() -> {
            begin = System.nanoTime();
            secondEnds = begin + SECOND;
            nextDue = begin + plan.due(0);
            ticking = loop.scheduleWithFixedDelay(this::tick, 0, 1, TimeUnit.MILLISECONDS);
        });
        return result;
    }

    /** Nothing more becomes due, and what waits is not sent; answers are still waited for. Any thread may call it. */
    void stop() {
        stopped = true;
    }

    private void tick() {
        try {
            long now = System.nanoTime();
            arrive(now);
            if (++ticks % TICKS_BETWEEN_LOOKS == 0) {
                closeLate(now);
            }
            while (now >= secondEnds) {
                endSecond(outstanding());
                secondEnds += SECOND;
            }
            if (isOver(now)) {
                stopTicking();
                endSecond(0);
                result.complete(results());
            }
        } catch (RuntimeException | Error e) {
            stopTicking();
            result.completeExceptionally(e);
        }
    }

    private void arrive(long now) {
        while (next < plan.count() && nextDue <= now && !stopped) {
            Attempt first = new Attempt(next++, nextDue, 0);
            nextDue = begin + plan.due(next);
            count(first, stats -> stats.due++);
            attempt(first);
        }
    }

    private void attempt(Attempt attempt) {
        if (outstanding() >= limits.outstanding()) {
            count(attempt, stats -> stats.unsent++);
            return;
        }
        waiting++;
        pool.acquire().addListener((Future<Channel> connection) -> {
            waiting--;
            if (connection.isSuccess() && !stopped) {
                send(connection.getNow(), attempt);
                return;
            }
            count(attempt, stats -> stats.unsent++);
            if (connection.isSuccess()) {
                pool.release(connection.getNow());
            } else {
                perhapsAgain(attempt, 0);
            }
        });
    }

    private void send(Channel connection, Attempt attempt) {
        underWay.put(connection, new Sent(attempt, System.nanoTime()));
        count(attempt, stats -> stats.sent++);
        connection.writeAndFlush(requests.render(attempt.n(), ByteBufAllocator.DEFAULT), connection.voidPromise());
    }

    /** The oldest come first. */
    private void closeLate(long now) {
        for (Map.Entry<Channel, Sent> each : underWay.entrySet()) {
            if (now - each.getValue().at() <= limits.patience().toNanos()) {
                return;
            }
            loop.execute(each.getKey()::close);
        }
    }

    void answered(Channel connection, FullHttpResponse answer) {
        Sent sent = underWay.remove(connection);
        if (sent == null || !HttpUtil.isKeepAlive(answer)) {
            connection.close();
        }
        if (sent != null) {
            try {
                answered(sent.attempt(), answer);
            } finally {
                free(connection);
            }
        }
    }

    private void answered(Attempt attempt, FullHttpResponse answer) {
        long now = System.nanoTime();
        long micros = (now - attempt.due()) / 1000;
        int status = answer.status().code();
        if (status >= 200 && status < 400) {
            requests.accepted(attempt.n(), answer.content());
            count(attempt, stats -> stats.accepted(micros, now - begin));
        } else {
            int retryAfter = answer.headers().getInt(HttpHeaderNames.RETRY_AFTER, -1);
            count(attempt, stats -> stats.refused(status, retryAfter >= 0, micros));
            if (status == 429 || status >= 500) {
                perhapsAgain(attempt, retryAfter);
            }
        }
    }

    void lost(Channel connection) {
        Sent sent = underWay.remove(connection);
        if (sent != null) {
            count(sent.attempt(), stats -> stats.inDoubt++);
            perhapsAgain(sent.attempt(), 0);
            free(connection);
        }
    }

    /** A user's own connection stays. */
    private void free(Channel connection) {
        if (!limits.connectPerUser()) {
            pool.release(connection);
        }
    }

    /** As a phone would: after the time it was told or a doubling one, and a random time on top. */
    private void perhapsAgain(Attempt attempt, int retryAfterSeconds) {
        int number = attempt.number() + 1;
        if (number > limits.retries() || stopped) {
            return;
        }
        int base = Math.min(LONGEST_RETRY_SECONDS, Math.max(retryAfterSeconds, 1 << Math.min(number - 1, 5)));
        long pause = base * 1000L + ThreadLocalRandom.current().nextLong(base * 1000L);
        retrying++;
        count(attempt, stats -> stats.repeated++);
        loop.schedule(() -> again(attempt.n(), number), pause, TimeUnit.MILLISECONDS);
    }

    private void again(long n, int number) {
        retrying--;
        Attempt attempt = new Attempt(n, System.nanoTime(), number);
        if (stopped) {
            count(attempt, stats -> stats.unsent++);
        } else {
            attempt(attempt);
        }
    }

    private void count(Attempt attempt, Consumer<RequestStats> outcome) {
        outcome.accept(second);
        outcome.accept(phases.get(plan.phase(attempt.n()))
                .computeIfAbsent(requests.kind(attempt.n()), kind -> new RequestStats()));
    }

    private void endSecond(long outstanding) {
        while (phase < phases.size() - 1 && plan.begin(phase + 1).toSeconds() <= number) {
            phase++;
        }
        seconds.accept(new Second(number++, phase, outstanding, second.result("second", 1)));
        second = new RequestStats();
    }

    private List<PhaseResult> results() {
        return IntStream.range(0, phases.size())
                .mapToObj(i -> new PhaseResult(plan.phases().get(i), plan.begin(i), phases.get(i)))
                .toList();
    }

    private int outstanding() {
        return underWay.size() + waiting + retrying;
    }

    /** The whole time is waited for too, so that the last second is a whole one. */
    private boolean isOver(long now) {
        boolean sentAll =
                stopped || (next == plan.count() && now - begin >= plan.time().toNanos());
        return sentAll && outstanding() == 0;
    }

    private void stopTicking() {
        if (ticking != null) {
            ticking.cancel(false);
        }
    }
}
