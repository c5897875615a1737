package io.letsrun.load.gatling;

import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.OpenInjectionStep;
import io.letsrun.load.schedule.Stretch;
import java.util.List;

/** Runs come in at the base rate, within a minute at many times that, and then as in a recorded morning. */
public final class MorningBurst extends Burst {

    private final Runners runners;

    public MorningBurst() {
        super(1, "60s", 5_000);
        this.runners = new Runners(settings, accepted);
        setUp(scenario("runners")
                        .feed(runners.anyone())
                        .feed(names.each())
                        .exec(phone.sendRun())
                        .injectOpen(steps(settings.morning())))
                .protocols(Phone.protocol(settings));
    }

    @Override
    public void before() {
        runners.signUp(names);
    }

    private static OpenInjectionStep[] steps(List<Stretch> morning) {
        return morning.stream()
                .map(stretch -> rampUsersPerSec(stretch.from()).to(stretch.to()).during(stretch.time()))
                .toArray(OpenInjectionStep[]::new);
    }
}
