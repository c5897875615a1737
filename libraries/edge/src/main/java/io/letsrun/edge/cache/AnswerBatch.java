package io.letsrun.edge.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.letsrun.edge.cache.CachedAnswer.Head;
import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.ProblemKind;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
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

    /** What a service answers to a read. */
    public sealed interface Answer {}

    /** An answer with the time for which it may be kept. */
    public record Found(CachedAnswer answer, Duration lifetime) implements Answer {}

    /**
     * There is nothing to read, or not yet.
     *
     * @param problem of the kind {@link ProblemKind#NOT_FOUND}, with no header but Retry-After
     */
    public record Missing(Problem problem) implements Answer {

        private static final String MARK = "missing\n";

        private String head() {
            return MARK + problem.headers().getOrDefault(HttpHeaders.RETRY_AFTER, "");
        }

        private byte[] body() {
            return Objects.requireNonNullElse(problem.detail(), "").getBytes(UTF_8);
        }

        private static Missing of(String head, byte[] body) {
            Problem problem = Problem.of(ProblemKind.NOT_FOUND, body.length == 0 ? null : new String(body, UTF_8));
            String wait = head.substring(MARK.length());
            return new Missing(wait.isEmpty() ? problem : problem.with(HttpHeaders.RETRY_AFTER, wait));
        }
    }

    public static byte[] writeAsks(List<Ask> asks) {
        return WRITER.writeValueAsBytes(asks);
    }

    /** @throws tools.jackson.core.JacksonException when they cannot be read */
    public static List<Ask> readAsks(byte[] json) {
        return READER.readValue(json);
    }

    /**
     * Writes the answers in the order of the reads: for each the length of its head, its head, the length of its body, its body.
     *
     * @param answers empty where a read of its own has to tell why there is none
     */
    public static byte[] write(List<Optional<Answer>> answers) {
        List<byte[]> parts = new ArrayList<>(2 * answers.size());
        int length = 0;
        for (Optional<Answer> answer : answers) {
            byte[] head = answer.map(AnswerBatch::head).orElse("").getBytes(UTF_8);
            byte[] body = answer.map(AnswerBatch::body).orElse(new byte[0]);
            parts.add(head);
            parts.add(body);
            length += 2 * Integer.BYTES + head.length + body.length;
        }
        ByteBuffer written = ByteBuffer.allocate(length);
        parts.forEach(part -> written.putInt(part.length).put(part));
        return written.array();
    }

    private static String head(Answer answer) {
        return switch (answer) {
            case Found found ->
                found.lifetime().toMillis() + "\n" + found.answer().head().text();
            case Missing missing -> missing.head();
        };
    }

    private static byte[] body(Answer answer) {
        return switch (answer) {
            case Found found -> found.answer().body();
            case Missing missing -> missing.body();
        };
    }

    /** Reads what {@link #write} wrote; fails with a runtime exception when it is something else. */
    public static List<Optional<Answer>> read(byte[] written) {
        ByteBuffer buffer = ByteBuffer.wrap(written);
        List<Optional<Answer>> answers = new ArrayList<>();
        while (buffer.hasRemaining()) {
            String head = new String(next(buffer), UTF_8);
            byte[] body = next(buffer);
            answers.add(head.isEmpty() ? Optional.empty() : Optional.of(answer(head, body)));
        }
        return answers;
    }

    private static Answer answer(String head, byte[] body) {
        if (head.startsWith(Missing.MARK)) {
            return Missing.of(head, body);
        }
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
