package io.letsrun.gateway.signup;

import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Makes ids of new users, UUIDv7. They need to be unique, not secret, so the operating system's entropy is read once, at
 * the start; and each thread has a factory of its own, so that no event loop waits for another one's.
 */
final class UserIds {

    private final SplittableGenerator root = RandomGeneratorFactory.<SplittableGenerator>of("L128X256MixRandom")
            .create(new SecureRandom().generateSeed(32));
    private final ThreadLocal<TimeOrderedEpochFactory> factories;

    UserIds(Clock clock) {
        this.factories = ThreadLocal.withInitial(() -> new TimeOrderedEpochFactory(split()::nextLong, clock));
    }

    UUID next() {
        return factories.get().create();
    }

    private synchronized SplittableGenerator split() {
        return root.split();
    }
}
