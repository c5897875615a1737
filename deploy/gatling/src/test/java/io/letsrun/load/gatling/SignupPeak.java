package io.letsrun.load.gatling;

import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;

/** A million sign up within two minutes, evenly, whatever the answers do. */
public final class SignupPeak extends Burst {

    public SignupPeak() {
        super(1_000_000, "120s", 1);
        setUp(scenario("newcomers")
                        .feed(names.each())
                        .exec(phone.signUp())
                        .injectOpen(rampUsers(settings.users()).during(settings.within())))
                .protocols(Phone.protocol(settings));
    }
}
