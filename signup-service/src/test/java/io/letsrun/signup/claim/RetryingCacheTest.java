package io.letsrun.signup.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class RetryingCacheTest {

    private final List<String> taken = new ArrayList<>();
    private boolean away;

    private final RetryingCache cache = new RetryingCache(this::redis, 10);

    @Test
    void puttingAgainWhatWasMissedOnceRedisIsBack() {
        away = true;
        cache.put(entries(0, 3)).block();
        cache.catchUp().block();
        assertThat(taken).isEmpty();

        away = false;
        cache.catchUp().block();
        assertThat(taken).containsExactly("0", "1", "2");

        cache.catchUp().block();
        assertThat(taken).hasSize(3);
    }

    @Test
    void keepsNoMoreThanItsBoundAndDropsTheOldest() {
        away = true;
        cache.put(entries(0, 8)).block();
        cache.put(entries(8, 12)).block();

        away = false;
        cache.catchUp().block();
        assertThat(taken).containsExactly("2", "3", "4", "5", "6", "7", "8", "9", "10", "11");
    }

    private Mono<Void> redis(List<Cache.Entry> entries) {
        return Mono.defer(() -> {
            if (away) {
                return Mono.error(new IllegalStateException("away"));
            }
            entries.forEach(entry -> taken.add(entry.key()));
            return Mono.empty();
        });
    }

    private static List<Cache.Entry> entries(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(n -> new Cache.Entry(Integer.toString(n), "value", Duration.ofHours(1)))
                .toList();
    }
}
