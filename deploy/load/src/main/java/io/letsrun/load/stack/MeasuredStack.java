package io.letsrun.load.stack;

import io.letsrun.local.Checkout;
import io.letsrun.local.Refusal;
import io.letsrun.local.stack.Stack;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The local stack under test: that of this checkout, or of {@code LETSRUN_STATE}. */
public final class MeasuredStack implements FaultDrill.Target {

    private static final String GATEWAY = "gateway-service";

    private static final int REDIS_PORT = 6379;

    private final Checkout checkout = Checkout.find();
    private final Stack stack = new Stack(checkout, line -> {});

    @Option(names = "--port-offset", paramLabel = "N", description = "Not needed: the running stack's own is used.")
    private @Nullable Integer portOffset;

    public Path directory() {
        return checkout.root();
    }

    /** Where reports of bursts go by default. */
    public Path bursts() {
        return checkout.state().resolve("bursts");
    }

    /** @throws Refusal when something of it does not run */
    public void requireRunning() {
        Map<String, Long> alive = stack.alive();
        List<String> missing =
                stack.names().stream().filter(name -> !alive.containsKey(name)).toList();
        if (!missing.isEmpty()) {
            throw new Refusal((alive.isEmpty()
                            ? "No stack runs in " + checkout.state()
                            : "Not running: " + String.join(", ", missing))
                    + "; ./letsrun up starts it, ./letsrun status shows it.");
        }
        if (portOffset != null && portOffset != stack.portOffset()) {
            throw new Refusal("The stack in " + checkout.state() + " has --port-offset " + stack.portOffset() + ", not "
                    + portOffset + "; LETSRUN_STATE names another stack.");
        }
    }

    /** The stack as ./letsrun sees it: its ports, secrets and processes are known there. */
    public Stack stack() {
        return stack;
    }

    public String gateway() {
        return stack.url(GATEWAY);
    }

    public InetSocketAddress gatewayAddress() {
        URI url = URI.create(gateway());
        return new InetSocketAddress(url.getHost(), url.getPort());
    }

    public InetSocketAddress redis() {
        return new InetSocketAddress("localhost", REDIS_PORT + stack.portOffset());
    }

    public String upstream() {
        return stack.url("upstream-simulator");
    }

    @Override
    public void kill(String component) {
        stack.kill(component);
    }

    @Override
    public void stop(String component) {
        stack.stop(component);
    }

    @Override
    public void start(String component) {
        stack.start(List.of(component));
    }
}
