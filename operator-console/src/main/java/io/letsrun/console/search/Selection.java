package io.letsrun.console.search;

import io.letsrun.edge.problem.Refused;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The letters that an action is for. */
public sealed interface Selection {

    /** How many letters may be picked one by one. */
    int MAX_PICKED = 10_000;

    /** All that match. */
    record Matching(LetterFilter filter) implements Selection {}

    /** Those that were picked: each once, in order. */
    record Picked(List<Long> ids) implements Selection {

        /** @throws Refused when there are none, or too many */
        public Picked {
            ids = ids.stream().distinct().sorted().toList();
            if (ids.isEmpty() || ids.size() > MAX_PICKED) {
                throw Refused.invalid("/letters", "too-long", "must be 1 to " + MAX_PICKED + " ids");
            }
        }
    }

    /**
     * Returns what a request asks for.
     *
     * @throws Refused unless it is either a filter or letters, and right
     */
    static Selection of(@Nullable Map<String, @Nullable String> filter, @Nullable List<Long> letters) {
        if (filter != null && letters == null) {
            return new Matching(LetterFilter.ofBody(filter));
        }
        if (filter == null && letters != null) {
            return new Picked(letters);
        }
        throw Refused.invalid("", "malformed", "must have either filter or letters");
    }

    /**
     * Returns the choice as a condition on a table or alias {@code letter}.
     *
     * @param first the number of the condition's first parameter: 1 for {@code $1}
     */
    default Condition condition(int first) {
        return switch (this) {
            case Matching matching -> matching.filter().condition(first);
            case Picked picked ->
                Condition.from(first).and("letter.id = ANY(?)", picked.ids().toArray(Long[]::new));
        };
    }

    /** The letters, where they were named; empty when a filter tells. */
    default List<Long> named() {
        return this instanceof Picked picked ? picked.ids() : List.of();
    }

    /** The filter as JSON; null when letters were named. */
    default @Nullable String filterJson() {
        return this instanceof Matching matching ? JsonMapper.shared().writeValueAsString(matching.filter()) : null;
    }
}
