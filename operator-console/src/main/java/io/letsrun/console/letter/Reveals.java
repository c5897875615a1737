package io.letsrun.console.letter;

import io.letsrun.console.access.Caller;
import reactor.core.publisher.Mono;

/** Where it is written down who saw a payload as it is. */
public interface Reveals {

    /** Completes when it is written down for good; only then is anything shown. */
    Mono<Void> revealed(long letterId, Caller caller, String reason);
}
