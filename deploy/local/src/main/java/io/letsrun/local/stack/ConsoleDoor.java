package io.letsrun.local.stack;

import io.letsrun.local.Checkout;
import io.letsrun.local.Refusal;
import io.letsrun.local.secrets.Secrets;
import io.letsrun.local.service.ServiceKind;
import java.net.URI;

/** The way into the console of this checkout's stack, while it runs. */
public final class ConsoleDoor {

    private final Checkout checkout;

    public ConsoleDoor(Checkout checkout) {
        this.checkout = checkout;
    }

    /** Refuses when no console runs. */
    public URI address() {
        RunDirectory run = new RunDirectory(checkout.state().resolve("run"));
        if (run.stack().isEmpty()) {
            throw new Refusal("The stack is not running: ./letsrun up starts it, or name a console with --url.");
        }
        RunRecord console = run.find(ServiceKind.CONSOLE)
                .filter(record -> record.process().alive())
                .orElseThrow(() -> new Refusal(ServiceKind.CONSOLE + " is not running: ./letsrun start "
                        + ServiceKind.CONSOLE + " brings it back."));
        return URI.create("http://localhost:" + console.ports().getFirst());
    }

    /** @param user viewer, operator or editor */
    public String password(String user) {
        return Secrets.in(checkout.state(), ServiceKind.roles()).console().of(user);
    }
}
