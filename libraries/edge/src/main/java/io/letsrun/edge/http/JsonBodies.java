package io.letsrun.edge.http;

import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.ProblemKind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads bodies that are one JSON object, up to a size. */
public final class JsonBodies {

    /** Doubles would round fractions and make 1e999 infinite. Stripping zeros overflows for 10e2147483647. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private JsonBodies() {}

    /** Builds the deserializer now: Jackson does so under a lock, for which event loops would wait. */
    public static void rehearse() {
        JSON.readTree("{}");
    }

    /**
     * Returns the request's JSON object; fails as {@link io.letsrun.edge.problem.Refused} when it has none.
     *
     * @param limit counted while reading, whatever {@code Content-Length} says
     */
    public static Mono<JsonNode> object(ServerHttpRequest request, DataSize limit) {
        return unparsed(request, limit).map(JsonBodies::parse);
    }

    /**
     * Returns the request's body; fails as {@link io.letsrun.edge.problem.Refused} when its type is not JSON.
     *
     * @param limit counted while reading, whatever {@code Content-Length} says
     */
    public static Mono<byte[]> unparsed(ServerHttpRequest request, DataSize limit) {
        HttpHeaders headers = request.getHeaders();
        if (!isJson(headers)) {
            return Mono.error(
                    Problem.of(ProblemKind.UNSUPPORTED_MEDIA_TYPE, "The body must be application/json in UTF-8.")
                            .refused());
        }
        if (headers.getContentLength() > limit.toBytes()) {
            return Mono.error(Problem.of(ProblemKind.TOO_LARGE, null).refused());
        }
        return DataBufferUtils.join(request.getBody(), (int) limit.toBytes())
                .map(JsonBodies::bytes)
                .defaultIfEmpty(new byte[0]);
    }

    private static boolean isJson(HttpHeaders headers) {
        @Nullable String contentType = headers.getFirst(HttpHeaders.CONTENT_TYPE);
        if (contentType == null) {
            return false;
        }
        if (contentType.equals(MediaType.APPLICATION_JSON_VALUE)) {
            return true; // nearly every request, unparsed
        }
        try {
            MediaType type = MediaType.parseMediaType(contentType);
            return MediaType.APPLICATION_JSON.equalsTypeAndSubtype(type)
                    && (type.getCharset() == null || StandardCharsets.UTF_8.equals(type.getCharset()));
        } catch (IllegalArgumentException unused) {
            return false;
        }
    }

    /** Returns the buffer's content, and releases the buffer. */
    public static byte[] bytes(DataBuffer buffer) {
        try {
            byte[] bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            return bytes;
        } finally {
            DataBufferUtils.release(buffer);
        }
    }

    /**
     * Returns the JSON object of a body.
     *
     * @throws io.letsrun.edge.problem.Refused when it is none
     */
    public static JsonNode parse(byte[] body) {
        requireUtf8(body);
        try {
            JsonNode json = JSON.readTree(body);
            if (json.isObject()) {
                return json;
            }
        } catch (JacksonException | ArithmeticException | NumberFormatException unused) {
            throw malformed("The body is not JSON, nests too deeply or names a member twice.");
        }
        throw malformed("The body is not a JSON object.");
    }

    /** The parser guesses UTF-16 and UTF-32 from zero bytes, and accepts overlong forms and surrogates. */
    private static void requireUtf8(byte[] body) {
        boolean ascii = true;
        for (byte b : body) {
            if (b == 0) {
                throw malformed("The body is not UTF-8.");
            }
            ascii &= b > 0;
        }
        if (!ascii) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            } catch (CharacterCodingException unused) {
                throw malformed("The body is not UTF-8.");
            }
        }
    }

    private static RuntimeException malformed(String detail) {
        return Problem.of(ProblemKind.MALFORMED, detail).refused();
    }
}
