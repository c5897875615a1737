package io.letsrun.load.burst;

import io.letsrun.load.Refusal;
import io.letsrun.load.Stack;
import io.letsrun.load.fault.Victims;
import io.letsrun.load.watch.Jvms;
import io.letsrun.load.watch.Processes;
import io.letsrun.local.Checkout;
import io.letsrun.local.stack.Progress;
import io.letsrun.local.terminal.Terminal;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The stack that a burst is aimed at, and the terminal it is watched from. */
final class Surroundings {

    /** As the table of processor time has it. */
    static final String GENERATOR = "load generator";

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            description = "What the stack was started with (default: what the running stack says).")
    private @Nullable Integer portOffset;

    private final Checkout checkout = Checkout.find();
    private final Terminal terminal = Terminal.standard();
    private final io.letsrun.local.stack.Stack components = new io.letsrun.local.stack.Stack(checkout, new Silence());

    Terminal terminal() {
        return terminal;
    }

    Path bursts() {
        return checkout.state().resolve("bursts");
    }

    /** @throws Refusal when something of it does not run */
    void requireStack() {
        Map<String, Long> alive = components.alive();
        List<String> missing = components.names().stream()
                .filter(name -> !alive.containsKey(name))
                .toList();
        if (!missing.isEmpty()) {
            throw new Refusal((alive.isEmpty() ? "The stack is not up" : "Not running: " + String.join(", ", missing))
                    + "; ./letsrun up starts it, ./letsrun status shows it.");
        }
    }

    List<String> components() {
        return components.names();
    }

    Stack stack() {
        return Stack.at(portOffset == null ? components.portOffset() : portOffset);
    }

    InetSocketAddress gateway() {
        URI url = URI.create(stack().gateway());
        return new InetSocketAddress(url.getHost(), url.getPort());
    }

    URI upstream() {
        return URI.create(stack().upstream());
    }

    Processes processes() {
        return new Processes(() -> {
            Map<String, Long> pids = new LinkedHashMap<>(components.alive());
            pids.put(GENERATOR, ProcessHandle.current().pid());
            return pids;
        });
    }

    Jvms jvms() {
        Map<String, String> urls = new HashMap<>();
        urls.put("gateway-service", stack().management("gateway-service"));
        urls.put("signup-service", stack().management("signup-service"));
        urls.put("profile-consumer", stack().management("profile-consumer"));
        urls.put("events-service", stack().management("events-service"));
        return new Jvms(urls, components::alive);
    }

    Victims victims() {
        return new Victims() {
            @Override
            public void kill(String component) {
                components.kill(component);
            }

            @Override
            public void stop(String component) {
                components.stop(component);
            }

            @Override
            public void start(String component) {
                components.start(List.of(component));
            }
        };
    }

    /** The faults' marks say what happens. */
    private static final class Silence implements Progress {

        @Override
        public void starting(String component) {}

        @Override
        public void ready(String component, Duration after) {}

        @Override
        public void failed(String component) {}

        @Override
        public void stopping(String component) {}

        @Override
        public void stopped(String component, boolean byItself) {}
    }
}
