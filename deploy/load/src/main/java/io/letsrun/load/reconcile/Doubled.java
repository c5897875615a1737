package io.letsrun.load.reconcile;

/**
 * What counts more than once, among the users of a burst. An id that was accepted twice is one id, and counts here only when
 * that led to one of these.
 *
 * @param accounts beyond the first of an e-mail address, and users who have an account and a rejection
 * @param runs rows beyond the first of one user, client's run id and start
 * @param totals users whose totals are not the sum of their runs
 */
public record Doubled(long accounts, long runs, long totals) {

    public long sum() {
        return accounts + runs + totals;
    }
}
