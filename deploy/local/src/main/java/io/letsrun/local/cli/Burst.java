package io.letsrun.local.cli;

import io.letsrun.local.Refusal;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Stands in the list of commands; the launcher's script runs a burst itself, in a JVM that suits one. */
@Command(
        name = "burst",
        description = {
            "Sends a load to the running stack, injects faults meanwhile, and accounts for everything that was"
                    + " accepted.",
            "See ./letsrun burst --help."
        })
final class Burst implements Runnable {

    @Unmatched
    private List<String> words = List.of();

    @Override
    public void run() {
        throw new Refusal("A burst is started by the script ./letsrun: ./letsrun burst " + String.join(" ", words));
    }
}
