package io.letsrun.load.gatling;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ThreadLocalRandom;

/** What a phone sends. */
final class Bodies {

    private Bodies() {}

    static String signup(String name) {
        return "{\"email\":\"" + name
                + "@load.example\",\"firstName\":\"Ada\",\"lastName\":\"Load\",\"birthYear\":1990,\"city\":\"Lagos\",\"country\":\"NG\"}";
    }

    /** A run of 3 to 15 km that has just ended, at 3 m/s or a little more or less. */
    static String run(String clientRunId, Instant now) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        int metres = random.nextInt(3_000, 15_000);
        int seconds = (int) (metres / random.nextDouble(2.5, 3.5));
        return "{\"clientRunId\":\"" + clientRunId + "\",\"version\":1,\"startedAt\":\""
                + now.minusSeconds(seconds).truncatedTo(ChronoUnit.SECONDS)
                + "\",\"timeZone\":\"Africa/Lagos\",\"distanceMeters\":" + metres + ".5,\"elapsedSeconds\":" + seconds
                + ",\"elevationGainMeters\":52.5,\"averageHeartRateBpm\":151}";
    }
}
