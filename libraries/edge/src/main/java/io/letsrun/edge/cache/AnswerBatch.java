package io.letsrun.edge.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.letsrun.edge.cache.CachedAnswer.Head;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Many reads of many users in one request between the gateway and a service, which both spend less on than on one for each. */
public final class AnswerBatch {

    public static final String PATH = "/v1/answers";
    public static final int MOST = 50;

    private static final TypeReference<List<Ask>> ASKS = new TypeReference<>() {};
    private static final ObjectReader READER = JsonMapper.shared().readerFor(ASKS);
    private static final ObjectWriter WRITER = JsonMapper.shared().writerFor(ASKS);

    private AnswerBatch() {}

    /**
     * A read.
     *
     * @param authorization the header with the user's token for the service
     * @param target path and query
     */
    public record Ask(String authorization, String target) {

        /** Without the token. */
        @Override
        public String toString() {
            return "Ask[" + target + "]";
        }
    }

    /** An answer with the time for which it may be kept. */
    public record Found(CachedAnswer answer, Duration lifetime) {}

    public static byte[] writeAsks(List<Ask> asks) {
        return WRITER.writeValueAsBytes(asks);
    }

    /** @throws tools.jackson.core.JacksonException when they cannot be read */
    public static List<Ask> readAsks(byte[] json) {
        return READER.readValue(json);
    }

    /** Writes the answers in the order of the reads: for each the length of its head, its head, the length of its body, its body. */
    public static byte[] write(List<Optional<Found>> answers) {
        List<byte[]> parts = new ArrayList<>(2 * answers.size());
        int length = 0;
        for (Optional<Found> answer : answers) {
            byte[] head = answer.map(AnswerBatch::head).orElse("").getBytes(UTF_8);
            byte[] body = answer.map(found -> found.answer().body()).orElse(new byte[0]);
            parts.add(head);
            parts.add(body);
            length += 2 * Integer.BYTES + head.length + body.length;
        }
        ByteBuffer written = ByteBuffer.allocate(length);
        parts.forEach(part -> written.putInt(part.length).put(part));
        return written.array();
    }

    private static String head(Found found) {
        return found.lifetime().toMillis() + "\n" + found.answer().head().text();
    }

    /** Reads what {@link #write} wrote; fails with a runtime exception when it is something else. */
    public static List<Optional<Found>> read(byte[] written) {
        ByteBuffer buffer = ByteBuffer.wrap(written);
        List<Optional<Found>> answers = new ArrayList<>();
        while (buffer.hasRemaining()) {
            String head = new String(next(buffer), UTF_8);
            byte[] body = next(buffer);
            answers.add(head.isEmpty() ? Optional.empty() : Optional.of(found(head, body)));
        }
        return answers;
    }

    private static Found found(String head, byte[] body) {
        int end = head.indexOf('\n');
        Duration lifetime = Duration.ofMillis(Long.parseLong(head.substring(0, end)));
        return new Found(new CachedAnswer(Head.parse(head.substring(end + 1)), body), lifetime);
    }

    private static byte[] next(ByteBuffer buffer) {
        byte[] part = new byte[Math.min(buffer.getInt(), buffer.remaining())];
        buffer.get(part);
        return part;
    }
}
