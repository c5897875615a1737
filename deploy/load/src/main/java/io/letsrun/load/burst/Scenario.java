package io.letsrun.load.burst;

import io.letsrun.load.reconcile.AcceptedIds;
import io.letsrun.load.openloop.RequestSource;
import io.letsrun.load.phone.Users;
import io.letsrun.load.schedule.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a burst sends.
 *
 * @param name of the command
 * @param timed whose figures count
 * @param warmUpRate requests a second at the end of the warm-up
 * @param users who are signed up before
 * @param eventful of them, who get events at the upstream before
 * @param connections when nothing else is asked for
 * @param settings for the report
 * @param sampled how often the services' heaps, threads and files are looked at; zero for never
 * @param requests makes them
 */
public record Scenario(
        String name,
        List<Phase> timed,
        double warmUpRate,
        int users,
        int eventful,
        int connections,
        Map<String, String> settings,
        Duration sampled,
        Making requests) {

    public static final int CONNECTIONS = 500;

    /** Makes the requests once there are users. */
    public interface Making {
        RequestSource of(String host, String seed, Users users, AcceptedIds accepted);
    }

    Duration time() {
        return timed.stream().map(phase -> phase.arrivals().time()).reduce(Duration.ZERO, Duration::plus);
    }
}
