package io.letsrun.load.burst;

import io.letsrun.load.phone.Users;
import io.letsrun.local.Refusal;
import io.letsrun.local.seed.Meter;
import io.letsrun.local.seed.event.EventSeedReport;
import io.letsrun.local.seed.event.EventSeeding;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Gives users something to read about at the upstream. */
record EventfulUsers(URI upstream, ProgressLine live) {

    private static final int EVENTS_EACH = 5;
    private static final int CONCURRENCY = 10;
    private static final Duration WITHIN = Duration.ofMinutes(2);

    /** @throws Refusal when the upstream does not take them */
    void of(Users users, int eventful) {
        if (eventful == 0) {
            return;
        }
        live.now(eventful + " of them get events at the upstream");
        List<String> ids = IntStream.range(0, eventful)
                .mapToObj(user -> users.id(user).toString())
                .toList();
        EventSeedReport report = EventSeeding.of(ids, EVENTS_EACH, new Silent()).into(upstream, CONCURRENCY, WITHIN);
        if (!report.complete()) {
            throw new Refusal("The upstream at " + upstream + " did not take the events; see ./letsrun status.");
        }
    }

    private static final class Silent implements Meter {

        @Override
        public void begin(String what, long total) {}

        @Override
        public void advance(long by) {}

        @Override
        public void end() {}
    }
}
