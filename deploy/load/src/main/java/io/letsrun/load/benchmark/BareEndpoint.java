package io.letsrun.load.benchmark;

import io.letsrun.local.Refusal;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import reactor.netty.http.server.HttpServer;

/** The baseline: reads the request's body and answers 202. Runs in a process of its own, with the gateway's heap. */
record BareEndpoint(Process process, int port) implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(20);

    public static void main(String[] args) {
        HttpServer.create()
                .host("localhost")
                .port(Integer.parseInt(args[0]))
                .handle((request, response) -> request.receive()
                        .then(response.status(HttpResponseStatus.ACCEPTED).send()))
                .bindNow()
                .onDispose()
                .block();
    }

    static BareEndpoint start() throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BareEndpoint.class.getName(),
                        Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        Instant end = Instant.now().plus(START);
        while (!answers(port)) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                throw new Refusal("The bare endpoint did not start on port " + port + ".");
            }
            Thread.sleep(Duration.ofMillis(50));
        }
        return new BareEndpoint(process, port);
    }

    String url() {
        return "http://localhost:" + port;
    }

    @Override
    public void close() {
        process.destroy();
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
