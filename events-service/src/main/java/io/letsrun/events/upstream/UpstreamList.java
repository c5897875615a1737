package io.letsrun.events.upstream;

import java.util.List;
import java.util.function.Function;

/**
 * A list as the upstream tells it, as far as it can be read.
 *
 * @param unreadable for each entry that breaks the upstream's own format: its id, empty when it has none
 */
public record UpstreamList<T>(List<T> items, List<String> unreadable) {

    public UpstreamList {
        items = List.copyOf(items);
        unreadable = List.copyOf(unreadable);
    }

    public <S> UpstreamList<S> map(Function<T, S> change) {
        return new UpstreamList<>(items.stream().map(change).toList(), unreadable);
    }
}
