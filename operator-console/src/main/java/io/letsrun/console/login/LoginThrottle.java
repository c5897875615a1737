package io.letsrun.console.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/**
 * Limits the guessing of passwords. Each name has ten wrong ones from an address, and then one each six seconds: guesses from
 * elsewhere, or for another name, lock nobody out. An address has 200 for all names together, and then five a second, which
 * bounds what the checks cost.
 *
 * <p>A try is charged before its password is checked, so tries side by side are all counted; a right one is given back.
 */
final class LoginThrottle {

    static final Duration RETRY_AFTER = Duration.ofSeconds(6);

    private static final int MAX_NAME = 64;
    private static final int MAX_TRACKED = 10_000;

    private final Cache<Guesser, Bucket> names = cache();
    private final Cache<String, Bucket> addresses = cache();

    /** Returns false when the password is not to be checked. */
    boolean charge(String name, String address) {
        return ofAddress(address).tryConsume(1) && ofName(name, address).tryConsume(1);
    }

    void giveBack(String name, String address) {
        ofAddress(address).addTokens(1);
        ofName(name, address).addTokens(1);
    }

    private Bucket ofName(String name, String address) {
        String bounded = name.length() > MAX_NAME ? name.substring(0, MAX_NAME) : name;
        return names.get(new Guesser(bounded, address), unused -> bucket(10, 1, RETRY_AFTER));
    }

    private Bucket ofAddress(String address) {
        return addresses.get(address, unused -> bucket(200, 5, Duration.ofSeconds(1)));
    }

    private static Bucket bucket(long atOnce, long tokens, Duration each) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(atOnce).refillGreedy(tokens, each))
                .build();
    }

    private static <K> Cache<K, Bucket> cache() {
        return Caffeine.newBuilder()
                .maximumSize(MAX_TRACKED)
                .expireAfterAccess(RETRY_AFTER.multipliedBy(10))
                .build();
    }

    private record Guesser(String name, String address) {}
}
