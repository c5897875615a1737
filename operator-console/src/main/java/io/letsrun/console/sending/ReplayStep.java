package io.letsrun.console.sending;

import java.util.List;

/** What a replay is to do now. */
sealed interface ReplayStep {

    /** Send these: they are claimed. */
    record Send(List<Claimed> letters) implements ReplayStep {}

    /** Nothing yet: canaries have not answered. */
    record Wait() implements ReplayStep {}

    /** Look again: it has moved on. */
    record Again() implements ReplayStep {}

    /** Nothing more, here and now: all is sent, or an operator or another console has it. */
    record End() implements ReplayStep {}
}
