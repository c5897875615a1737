package io.letsrun.console.letter;

import java.util.List;
import reactor.core.publisher.Flux;

/** What a feature knows of letters' past. Each bean of this type adds to the timeline. */
public interface LetterHistory {

    /** Returns what happened to these letters, in any order. */
    Flux<TimelineEntry> of(List<Long> letterIds);
}
