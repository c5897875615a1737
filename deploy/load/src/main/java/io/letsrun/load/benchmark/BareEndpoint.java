package io.letsrun.load.benchmark;

import io.letsrun.local.Refusal;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.nio.file.Path;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** The baseline: reads the request's body and answers 202. Runs in a process of its own, with the gateway's heap. */
record BareEndpoint(Process process, String url) implements AutoCloseable {

    /** Prints its address. */
    public static void main(String[] args) {
        DisposableServer server = HttpServer.create()
                .host("localhost")
                .port(0)
                .handle((request, response) -> request.receive()
                        .then(response.status(HttpResponseStatus.ACCEPTED).send()))
                .bindNow();
        System.out.println("http://localhost:" + server.port());
        server.onDispose().block();
    }

    static BareEndpoint start() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BareEndpoint.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        String url = process.inputReader().readLine();
        if (url == null) {
            throw new Refusal("The bare endpoint did not start.");
        }
        return new BareEndpoint(process, url);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
