package io.letsrun.events.policy;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Extra calls that ordinary ones earn: each call puts a share of a token in, each extra call takes a whole one out. So over
 * any time there are at most {@code initial + share × calls} extra calls. Thread-safe and lock-free.
 */
final class RetryBudget {

    private static final long TOKEN = 1_000_000;

    private final long share;
    private final long most;
    private final AtomicLong balance;

    /**
     * @param share of a token that a call earns, 0 to 1
     * @param most the most tokens that are kept, at least 1
     * @param initial the tokens there are before the first call, at most {@code most}
     */
    RetryBudget(double share, int most, int initial) {
        this.share = Math.round(share * TOKEN);
        this.most = most * TOKEN;
        this.balance = new AtomicLong(initial * TOKEN);
    }

    void earn() {
        balance.getAndUpdate(tokens -> Math.min(most, tokens + share));
    }

    /** Returns whether there was a token; if so it is gone. */
    boolean take() {
        return balance.getAndUpdate(tokens -> tokens < TOKEN ? tokens : tokens - TOKEN) >= TOKEN;
    }

    double left() {
        return (double) balance.get() / TOKEN;
    }
}
