package io.letsrun.edge.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.letsrun.edge.cache.AnswerBatch.Answer;
import io.letsrun.edge.cache.AnswerBatch.Ask;
import io.letsrun.edge.cache.AnswerBatch.Found;
import io.letsrun.edge.cache.AnswerBatch.Missing;
import io.letsrun.edge.cache.CachedAnswer.Head;
import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.ProblemKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswerBatchTest {

    private static Optional<Answer> found(long revision, @Nullable String link, String body) {
        return Optional.of(new Found(
                new CachedAnswer(new Head(revision, "\"t\"", link), body.getBytes(UTF_8)), Duration.ofSeconds(30)));
    }

    @Test
    void carriesAsks() {
        List<Ask> asks = List.of(new Ask("Bearer a", "/v1/profile"), new Ask("Bearer \"b\"", "/v1/runs?limit=20"));

        assertThat(AnswerBatch.readAsks(AnswerBatch.writeAsks(asks))).isEqualTo(asks);
        assertThat(asks.getFirst()).hasToString("Ask[/v1/profile]");
    }

    @Test
    void carriesAnswersInTheirOrderAndThatThereIsNone() {
        Problem never = Problem.of(ProblemKind.NOT_FOUND, "Missing\n7");
        Problem notYet = never.retryAfter(Duration.ofSeconds(3));
        List<Optional<Answer>> answers = List.of(
                found(7, null, "{\"name\":\"Zoë\"}"),
                Optional.empty(),
                Optional.of(new Missing(never)),
                found(1L << 60, "<next>; rel=\"next\"", ""),
                Optional.of(new Missing(notYet)));
        List<Optional<Answer>> read = AnswerBatch.read(AnswerBatch.write(answers));

        assertThat(read)
                .usingRecursiveComparison() // bodies are arrays
                .isEqualTo(answers);
    }

    @Test
    void failsOnSomethingElse() {
        byte[] whole = AnswerBatch.write(List.of(found(7, null, "body")));
        for (byte[] other :
                List.of(new byte[] {1}, new byte[] {0, 0, 0, 1, 'x', 0, 0, 0, 0}, java.util.Arrays.copyOf(whole, 6))) {
            assertThatThrownBy(() -> AnswerBatch.read(other)).isInstanceOf(RuntimeException.class);
        }
    }
}
