package io.letsrun.load.openloop;

import io.letsrun.load.schedule.Plan;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One load. All of it happens on one event loop, so nothing in it is shared but {@link #stop}. Every millisecond it sends what is
 * due; the latency of a request that goes out late, for whatever reason, counts from when it was due.
 */
final class LoadRun {

    private static final long SECOND = 1_000_000_000;
    private static final int TICKS_BETWEEN_LOOKS = 50;
    private static final int LONGEST_RETRY_SECONDS = 30;

    private final EventLoop loop;
    private final Limits limits;
    private final Pool pool;
    private final Plan plan;
    private final RequestSource requests;
    private final LoadRecorder recorder;
    private final ArrayDeque<Attempt> backlog = new ArrayDeque<>();
    private final CompletableFuture<List<PhaseResult>> result = new CompletableFuture<>();
    private final long patience;

    private @Nullable ScheduledFuture<?> ticking;
    private volatile boolean stopped;
    private long begin;
    private long next;
    private long nextDue;
    private long second;
    private int underWay;
    private int retrying;
    private int connecting;
    private int ticks;

    LoadRun(EventLoop loop, Limits limits, Pool pool, Plan plan, RequestSource requests, Consumer<Second> seconds) {
        this.loop = loop;
        this.limits = limits;
        this.pool = pool;
        this.plan = plan;
        this.requests = requests;
        this.recorder = new LoadRecorder(plan, seconds);
        this.patience = limits.patience().toNanos();
    }

    CompletableFuture<List<PhaseResult>> start() {
        loop.execute(() -> {
            pool.serve(this);
            begin = System.nanoTime();
            second = begin + SECOND;
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
            giveUpWaiting(now);
            if (++ticks % TICKS_BETWEEN_LOOKS == 0) {
                pool.dropLate(now, patience);
            }
            while (now >= second) {
                recorder.endSecond(outstanding());
                second += SECOND;
            }
            if (isOver(now)) {
                stopTicking();
                recorder.endSecond(0);
                pool.serve(null);
                result.complete(recorder.results());
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
            count(first, RequestStats::due);
            attempt(first, now);
        }
    }

    private void attempt(Attempt attempt, long now) {
        Connection connection = limits.connectPerUser() || !backlog.isEmpty() ? null : pool.take();
        if (connection != null) {
            send(connection, attempt, now);
        } else if (outstanding() >= limits.outstanding()) {
            count(attempt, RequestStats::unsent);
        } else if (limits.connectPerUser()) {
            connecting++;
            pool.open(attempt);
        } else {
            backlog.add(attempt);
        }
    }

    /** A user's own connection is there. */
    void connected(Connection connection, Attempt attempt) {
        connecting--;
        send(connection, attempt, System.nanoTime());
    }

    void notConnected(Attempt attempt) {
        connecting--;
        count(attempt, RequestStats::unsent);
        perhapsAgain(attempt, 0);
    }

    private void send(Connection connection, Attempt attempt, long now) {
        underWay++;
        count(attempt, RequestStats::sent);
        connection.send(requests.render(attempt.n(), ByteBufAllocator.DEFAULT), attempt, now);
    }

    /** @return whether something had waited for a connection */
    boolean sendWaiting(Connection connection) {
        Attempt attempt = backlog.poll();
        if (attempt != null) {
            send(connection, attempt, System.nanoTime());
        }
        return attempt != null;
    }

    private void giveUpWaiting(long now) {
        for (Attempt oldest = backlog.peek();
                oldest != null && (stopped || now - oldest.due() > patience);
                oldest = backlog.peek()) {
            count(backlog.remove(), RequestStats::unsent);
        }
    }

    void answered(Attempt attempt, FullHttpResponse answer) {
        underWay--;
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

    void lost(Attempt attempt) {
        underWay--;
        count(attempt, RequestStats::inDoubt);
        perhapsAgain(attempt, 0);
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
        count(attempt, RequestStats::repeated);
        loop.schedule(() -> again(attempt.n(), number), pause, TimeUnit.MILLISECONDS);
    }

    private void again(long n, int number) {
        retrying--;
        long now = System.nanoTime();
        Attempt attempt = new Attempt(n, now, number);
        if (stopped) {
            count(attempt, RequestStats::unsent);
        } else {
            attempt(attempt, now);
        }
    }

    private void count(Attempt attempt, Consumer<RequestStats> outcome) {
        recorder.count(attempt.n(), requests.kind(attempt.n()), outcome);
    }

    private int outstanding() {
        return underWay + backlog.size() + retrying + connecting;
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
