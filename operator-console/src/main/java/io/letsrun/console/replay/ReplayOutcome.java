package io.letsrun.console.replay;

/** The result of telling a replay to do something. */
public sealed interface ReplayOutcome {

    /** It does, or did already. */
    record Accepted(Replay replay) implements ReplayOutcome {}

    /** Another number of letters was confirmed than the replay has. */
    record CountDiffers(long expected) implements ReplayOutcome {}

    /** In its state it cannot. */
    record Refused(ReplayState state) implements ReplayOutcome {}

    /** No letter that was asked for is open. */
    record NothingOpen() implements ReplayOutcome {}

    /** There is no such replay. */
    record Unknown() implements ReplayOutcome {}
}
