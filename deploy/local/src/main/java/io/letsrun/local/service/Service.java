package io.letsrun.local.service;

import io.letsrun.local.Checkout;
import io.letsrun.local.process.Component;
import io.letsrun.local.process.Launch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
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
 * @param port where it serves
 * @param managementPort where it tells its health; the same where it has no other
 * @param environment is asked only when a process starts: hashing passwords takes time
 */
public record Service(
        ServiceKind kind, Checkout checkout, int port, int managementPort, Supplier<Map<String, String>> environment)
        implements Component {

    private static final String QUESTION =
            "GET /actuator/health/readiness HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    @Override
    public String name() {
        return kind.name();
    }

    @Override
    public List<Integer> ports() {
        return port == managementPort ? List.of(port) : List.of(port, managementPort);
    }

    @Override
    public Launch launch() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + kind.heapMegabytes() + "m");
        command.add("-XX:+UseSerialGC"); // the cache of classes was made with it, and is good for no other
        command.add("-XX:NewRatio=1");
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.addAll(program());
        return new Launch(command, environment.get(), checkout.root(), kind.priority());
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
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), managementPort), 500);
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write(QUESTION.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
            return new String(answer, StandardCharsets.US_ASCII).endsWith(" 200");
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return name() + " at " + port;
    }
}
