package io.letsrun.console.sending;

import java.util.List;

/** The next step of a replay. */
sealed interface ReplayStep {

    /** Send these: they are claimed. */
    record Send(List<Claimed> letters) implements ReplayStep {}

    /** Nothing yet: canaries have not answered. */
    record Wait() implements ReplayStep {}

    /** Look again: it has moved on. */
    record Again() implements ReplayStep {}

    /** Nothing more for this console: all is sent, or an operator or another console has the replay. */
    record End() implements ReplayStep {}
}
