package io.letsrun.load.openloop;

import io.letsrun.load.schedule.Plan;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One load under way. All of it happens on one event loop, so nothing in it is shared but {@link #stop}. What is due is looked for
 * every millisecond; a request that goes out late, for whatever reason, has its latency counted from when it was due.
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
    private final LoadRecorder tally;
    private final Backlog backlog;
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
        this.tally = new LoadRecorder(plan, seconds);
        this.backlog = new Backlog(limits.outstanding());
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
                tally.second(outstanding());
                second += SECOND;
            }
            if (isOver(now)) {
                end();
            }
        } catch (RuntimeException | Error e) {
            stopTicking();
            result.completeExceptionally(e);
        }
    }

    private void arrive(long now) {
        while (next < plan.count() && nextDue <= now && !stopped) {
            long n = next++;
            long due = nextDue;
            nextDue = begin + plan.due(next);
            RequestKind kind = requests.kind(n);
            tally.due(n, kind);
            attempt(n, due, 0, now);
        }
    }

    private void attempt(long n, long due, int attempt, long now) {
        if (limits.connectPerUser()) {
            connect(n, due, attempt);
            return;
        }
        Connection connection = backlog.size() == 0 ? pool.take() : null;
        if (connection != null) {
            send(connection, n, due, attempt, now);
        } else if (outstanding() >= limits.outstanding() || !backlog.offer(n, due, attempt)) {
            tally.unsent(n, requests.kind(n));
        }
    }

    private void connect(long n, long due, int attempt) {
        if (outstanding() >= limits.outstanding()) {
            tally.unsent(n, requests.kind(n));
        } else {
            connecting++;
            pool.open(n, due, attempt);
        }
    }

    void connected(Connection connection) {
        connecting--;
        send(connection, connection.number(), connection.due(), connection.attempt(), System.nanoTime());
    }

    void notConnected(Connection connection) {
        connecting--;
        tally.unsent(connection.number(), requests.kind(connection.number()));
        perhapsAgain(connection, requests.kind(connection.number()), 0);
    }

    private void send(Connection connection, long n, long due, int attempt, long now) {
        underWay++;
        tally.sent(n, requests.kind(n));
        connection.send(requests.render(n, ByteBufAllocator.DEFAULT), n, due, attempt, now);
    }

    /** @return whether something had waited for a connection */
    boolean sendWaiting(Connection connection) {
        if (backlog.size() == 0) {
            return false;
        }
        long n = backlog.number();
        long due = backlog.due();
        int attempt = backlog.attempt();
        backlog.removeFirst();
        send(connection, n, due, attempt, System.nanoTime());
        return true;
    }

    private void giveUpWaiting(long now) {
        while (backlog.size() > 0 && (stopped || now - backlog.due() > patience)) {
            tally.unsent(backlog.number(), requests.kind(backlog.number()));
            backlog.removeFirst();
        }
    }

    void answered(Connection connection, Answer answer) {
        underWay--;
        long n = connection.number();
        RequestKind kind = requests.kind(n);
        long now = System.nanoTime();
        long latency = now - connection.due();
        if (answer.status() >= 200 && answer.status() < 400) {
            requests.accepted(n, answer);
            tally.accepted(n, kind, latency, now - begin);
        } else {
            tally.refused(n, kind, answer.status(), answer.retryAfter() >= 0, latency);
            if (answer.status() == 429 || answer.status() >= 500) {
                perhapsAgain(connection, kind, Math.max(answer.retryAfter(), 0));
            }
        }
    }

    void lost(Connection connection) {
        underWay--;
        RequestKind kind = requests.kind(connection.number());
        tally.inDoubt(connection.number(), kind);
        perhapsAgain(connection, kind, 0);
    }

    /** As a phone would: after the time it was told, or one that doubles, and a random one on top. */
    private void perhapsAgain(Connection connection, RequestKind kind, int retryAfterSeconds) {
        int attempt = connection.attempt() + 1;
        if (attempt > limits.retries() || stopped) {
            return;
        }
        long n = connection.number();
        int base = Math.min(LONGEST_RETRY_SECONDS, Math.max(retryAfterSeconds, 1 << Math.min(attempt - 1, 5)));
        long pause = base * 1000L + ThreadLocalRandom.current().nextLong(base * 1000L);
        retrying++;
        tally.repeated(n, kind);
        loop.schedule(() -> again(n, attempt), pause, TimeUnit.MILLISECONDS);
    }

    private void again(long n, int attempt) {
        retrying--;
        long now = System.nanoTime();
        if (stopped) {
            tally.unsent(n, requests.kind(n));
        } else {
            attempt(n, now, attempt, now);
        }
    }

    private int outstanding() {
        return underWay + backlog.size() + retrying + connecting;
    }

    /** The whole time is waited for too, so that the last second is one. */
    private boolean isOver(long now) {
        boolean sentAll =
                stopped || (next == plan.count() && now - begin >= plan.time().toNanos());
        return sentAll && outstanding() == 0;
    }

    private void end() {
        stopTicking();
        tally.second(0);
        pool.serve(null);
        List<PhaseResult> results = new ArrayList<>();
        for (int i = 0; i < plan.phases().size(); i++) {
            results.add(new PhaseResult(
                    plan.phases().get(i), plan.begin(i), tally.phases().get(i)));
        }
        result.complete(results);
    }

    private void stopTicking() {
        if (ticking != null) {
            ticking.cancel(false);
        }
    }
}
