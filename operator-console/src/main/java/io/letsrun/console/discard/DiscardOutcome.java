package io.letsrun.console.discard;

/** What came of discarding. */
public sealed interface DiscardOutcome {

    record Discarded(long count) implements DiscardOutcome {}

    /** Another number of letters was confirmed than would be discarded; none was. */
    record CountDiffers(long count) implements DiscardOutcome {}
}
