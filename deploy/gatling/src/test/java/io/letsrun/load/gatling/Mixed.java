package io.letsrun.load.gatling;

import static io.gatling.javaapi.core.CoreDsl.percent;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.randomSwitch;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.PopulationBuilder;
import java.time.Duration;

/** Of those who arrive a fifth is new, signs up, looks and sends a run; the others send a run or read something. */
public final class Mixed extends Burst {

    private static final int EVENTS = 20;
    private static final int ONE_IN = 5;
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Runners runners;

    public Mixed() {
        super(100_000, "120s", 500);
        this.runners = new Runners(settings, accepted);
        setUp(newcomers(), regulars()).protocols(Phone.protocol(settings));
    }

    @Override
    public void before() {
        runners.signUp(names);
        runners.attend(EVENTS);
    }

    private PopulationBuilder newcomers() {
        return scenario("newcomers")
                .feed(names.each())
                .exec(phone.signUp())
                .exitHereIfFailed()
                .pause(LOOK)
                .exec(phone.readStatus())
                .exec(phone.sendRun())
                .pause(LOOK)
                .exec(phone.readProfile())
                .injectOpen(rampUsers(Math.ceilDiv(settings.users(), ONE_IN)).during(settings.within()));
    }

    private PopulationBuilder regulars() {
        return scenario("regulars")
                .feed(runners.anyone())
                .feed(names.each())
                .exec(randomSwitch()
                        .on(
                                percent(40).then(phone.sendRun()),
                                percent(30).then(phone.readProfile()),
                                percent(20).then(phone.readRuns()),
                                percent(10).then(phone.readEvents())))
                .injectOpen(rampUsers(settings.users() - Math.ceilDiv(settings.users(), ONE_IN))
                        .during(settings.within()));
    }
}
