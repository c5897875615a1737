package io.letsrun.edge.http;

import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.ProblemKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.publisher.Flux;

/** A request whose gzip body is unpacked piece by piece as it is read, so that the reader's limit bounds the unpacked size. */
final class UnpackedRequest extends ServerHttpRequestDecorator {

    /** More than any endpoint takes. */
    private static final int MOST_PACKED = 16 * 1024 * 1024;

    private static final int PIECE = 8 * 1024;

    private final HttpHeaders headers;

    UnpackedRequest(ServerHttpRequest packed) {
        super(packed);
        this.headers = new HttpHeaders(packed.getHeaders());
        headers.remove(HttpHeaders.CONTENT_ENCODING);
        headers.remove(HttpHeaders.CONTENT_LENGTH);
    }

    @Override
    public HttpHeaders getHeaders() {
        return headers;
    }

    @Override
    public Flux<DataBuffer> getBody() {
        return DataBufferUtils.join(super.getBody(), MOST_PACKED).flatMapMany(UnpackedRequest::unpacked);
    }

    private static Flux<DataBuffer> unpacked(DataBuffer packed) {
        byte[] bytes = JsonBodies.bytes(packed);
        return DataBufferUtils.readInputStream(
                        () -> new GZIPInputStream(new ByteArrayInputStream(bytes), PIECE),
                        DefaultDataBufferFactory.sharedInstance,
                        PIECE)
                .onErrorMap(IOException.class, unused -> notGzip());
    }

    private static Throwable notGzip() {
        return Problem.of(ProblemKind.MALFORMED, "The body is not gzip, as its Content-Encoding says.")
                .refused();
    }
}
