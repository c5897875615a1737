package io.letsrun.load.gatling;

import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.OpenInjectionStep;
import io.letsrun.load.schedule.MorningHour;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs come in at the base rate, within a minute at many times that, and then as in a recorded morning. */
public final class MorningBurst extends Burst {

    private static final int MINUTES = 60;

    private final Runners runners;

    public MorningBurst() {
        super(1, "60s", 5_000);
        this.runners = new Runners(settings, accepted);
        setUp(scenario("runners")
                        .feed(runners.anyone())
                        .feed(names.each())
                        .exec(phone.sendRun())
                        .injectOpen(steps(settings.morning(), settings.within(), settings.rest())))
                .protocols(Phone.protocol(settings));
    }

    @Override
    public void before() {
        runners.signUp(names);
    }

    /** The rise in one step, and what follows in steps of a recorded minute, or of a second where that is longer. */
    static OpenInjectionStep[] steps(MorningHour morning, Duration within, Duration rest) {
        List<OpenInjectionStep> steps = new ArrayList<>();
        steps.add(rampUsersPerSec(morning.rate(Duration.ZERO))
                .to(morning.rate(within))
                .during(within));
        int pieces = (int) Math.min(MINUTES, rest.toSeconds());
        for (int piece = 0; piece < pieces; piece++) {
            Duration begin = within.plus(rest.multipliedBy(piece).dividedBy(pieces));
            Duration end = within.plus(rest.multipliedBy(piece + 1).dividedBy(pieces));
            steps.add(rampUsersPerSec(morning.rate(begin)).to(morning.rate(end)).during(end.minus(begin)));
        }
        return steps.toArray(OpenInjectionStep[]::new);
    }
}
