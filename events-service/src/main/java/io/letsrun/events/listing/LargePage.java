package io.letsrun.events.listing;

import io.letsrun.edge.http.EntityTag;
import io.letsrun.events.upstream.UpstreamEvent;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Sends a page as the client takes it, in pieces, each written when the one before has gone. */
final class LargePage {

    private static final int PIECE = 64 * 1024;

    private LargePage() {}

    /** @param writer writes the page, and waits where the client is slow: on a thread of its own */
    static Mono<Void> send(ServerWebExchange exchange, EventPage page, Consumer<OutputStream> writer) {
        ServerHttpResponse response = exchange.getResponse();
        response.getHeaders().setCacheControl(page.complete() ? "no-cache, private" : "no-store");
        if (page.complete() && exchange.checkNotModified(tag(page))) {
            return response.setComplete();
        }
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        return HttpMethod.HEAD.equals(exchange.getRequest().getMethod())
                ? response.setComplete()
                : response.writeWith(DataBufferUtils.outputStreamPublisher(
                        writer, response.bufferFactory(), Thread::startVirtualThread, PIECE));
    }

    /** A weak tag: of what the page is made of, not of its bytes, which nobody has as a whole. */
    private static String tag(EventPage page) {
        StringBuilder parts = new StringBuilder()
                .append(page.offset())
                .append(' ')
                .append(page.total())
                .append(' ')
                .append(page.next())
                .append(page.query().fields());
        for (UpstreamEvent event : page.items()) {
            parts.append('\n').append(event.id()).append(' ').append(event.hashCode());
        }
        return "W/" + EntityTag.of(parts.toString().getBytes(StandardCharsets.UTF_8));
    }
}
