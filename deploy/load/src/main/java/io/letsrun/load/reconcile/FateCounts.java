package io.letsrun.load.reconcile;

/**
 * What became of accepted ids; each is counted once, under the first of these that fits.
 *
 * @param accepted different ids that were answered 202
 * @param stored have their row
 * @param rejected refused with a reason; and runs of a user who was, which are removed by design
 * @param deadLettered neither stored nor rejected, and among the dead letters, whether these are indexed yet or not
 * @param waiting none of these yet: in their topic, in a retry topic, or on their way in a replay
 * @param lost nowhere
 */
public record FateCounts(long accepted, long stored, long rejected, long deadLettered, long waiting, long lost) {

    /** Nothing was lost and nothing waits: accepted = stored + rejected + deadLettered. */
    public boolean balanced() {
        return accepted == stored + rejected + deadLettered;
    }

    FateCounts plus(FateCounts other) {
        return new FateCounts(
                accepted + other.accepted,
                stored + other.stored,
                rejected + other.rejected,
                deadLettered + other.deadLettered,
                waiting + other.waiting,
                lost + other.lost);
    }
}
