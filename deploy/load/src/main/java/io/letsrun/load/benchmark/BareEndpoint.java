package io.letsrun.load.benchmark;

import io.netty.handler.codec.http.HttpResponseStatus;
import reactor.netty.http.server.HttpServer;

/** The yardstick: reads the request's body, does nothing with it, and answers 202. A process of its own, like the gateway. */
final class BareEndpoint {

    private BareEndpoint() {}

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
}
