package io.letsrun.load.gatling;

import io.gatling.javaapi.core.Simulation;
import io.letsrun.load.reconcile.AcceptedIds;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What all simulations have: a file of what was accepted, complete when they end. */
abstract class Burst extends Simulation {

    final Settings settings;
    final Names names = new Names();
    final AcceptedIds accepted;
    final Phone phone;

    Burst(int users, String within, int runners) {
        this.settings = Settings.of(System.getProperties(), users, within, runners);
        this.accepted = settings.acceptedIds();
        this.phone = new Phone(accepted);
    }

    @Override
    public final void after() {
        try {
            accepted.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.println("What was accepted is in " + accepted.file());
    }
}
