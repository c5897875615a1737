package io.letsrun.console.edit;

import io.letsrun.console.replay.Replay;
import java.util.List;

/** What came of editing a letter. */
public sealed interface EditOutcome {

    /** The edited event is on its way, as a replay of one. */
    record Accepted(Replay replay) implements EditOutcome {}

    /** The payload breaks its schema; nothing has happened. */
    record Invalid(List<PayloadError> errors) implements EditOutcome {}

    /** Somebody else replays the letter or has discarded it. */
    record NotOpen(String state) implements EditOutcome {}

    /** Editing is switched off. */
    record SwitchedOff() implements EditOutcome {}

    /** There is no such letter. */
    record Unknown() implements EditOutcome {}
}
