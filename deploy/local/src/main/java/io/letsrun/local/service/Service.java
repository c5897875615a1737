package io.letsrun.local.service;

import io.letsrun.local.Checkout;
import io.letsrun.local.process.Component;
import io.letsrun.local.process.Launch;
import io.letsrun.local.process.Ports;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One of our own services: a Spring Boot jar that tells over HTTP when it is ready.
 *
 * @param portOffset what is added to every port
 * @param environment is asked only when a process starts: hashing passwords takes time
 */
public record Service(ServiceKind kind, Checkout checkout, int portOffset, Supplier<Map<String, String>> environment)
        implements Component {

    private static final byte[] QUESTION =
            "GET /actuator/health/readiness HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private static final String YES = "HTTP/1.1 200";

    /**
     * Requests come first: the JIT compilers run at niceness 4 (RATIONALE.md says why it is not more), and threads of the lowest
     * priority, which store, at 19.
     */
    private static final List<String> REQUESTS_FIRST = List.of(
            "-XX:-PrintWarnings",
            "-XX:ThreadPriorityPolicy=1",
            "-XX:CompilerThreadPriority=4",
            "-XX:JavaPriority1_To_OSPriority=" + Launch.LATER);

    @Override
    public String name() {
        return kind.name();
    }

    /** Where it serves. */
    public int port() {
        return kind.port() + portOffset;
    }

    /** Where it tells its health. */
    public int managementPort() {
        return kind.managementPort() + portOffset;
    }

    @Override
    public List<Integer> ports() {
        return port() == managementPort() ? List.of(port()) : List.of(port(), managementPort());
    }

    @Override
    public Layer layer() {
        return kind.layer();
    }

    @Override
    public boolean needsServers() {
        return !kind.isSimulator();
    }

    @Override
    public Launch launch() {
        List<String> command = new ArrayList<>();
        command.add(Launch.JAVA);
        command.add("-Xmx" + kind.heapMegabytes() + "m");
        command.add("-XX:+UseSerialGC"); // the cache of classes was made with it, and is good for no other
        command.add("-XX:NewRatio=1");
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-Dio.netty.leakDetection.level=disabled"); // the tests run with it
        if (kind.niceness() == 0) {
            command.addAll(REQUESTS_FIRST);
        }
        command.addAll(program());
        return new Launch(command, environment.get(), checkout.root(), kind.niceness());
    }

    /** The jar as the build unpacked it, with the cache of its classes, unless that is missing or of an older jar. */
    private List<String> program() {
        Path jar = kind.jar(checkout);
        Path unpacked = jar.resolveSibling("class-cache").resolve(jar.getFileName());
        Path cache = unpacked.resolveSibling("classes.aot");
        return Files.exists(cache) && Build.written(cache).compareTo(Build.written(jar)) >= 0
                ? List.of("-XX:AOTCache=" + cache, "-jar", unpacked.toString())
                : List.of("-jar", jar.toString());
    }

    @Override
    public boolean ready() {
        return new String(Ports.ask(managementPort(), QUESTION, YES.length()), StandardCharsets.US_ASCII).equals(YES);
    }

    @Override
    public String toString() {
        return name() + " at " + port();
    }
}
