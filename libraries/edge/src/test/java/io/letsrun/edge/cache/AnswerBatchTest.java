package io.letsrun.edge.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.letsrun.edge.cache.AnswerBatch.Ask;
import io.letsrun.edge.cache.AnswerBatch.Found;
import io.letsrun.edge.cache.CachedAnswer.Head;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswerBatchTest {

    private static Optional<Found> found(long revision, @Nullable String link, String body) {
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
        List<Optional<Found>> answers = AnswerBatch.read(AnswerBatch.write(List.of(
                found(7, null, "{\"name\":\"Zoë\"}"), Optional.empty(), found(1L << 60, "<next>; rel=\"next\"", ""))));

        assertThat(answers).hasSize(3);
        Found first = answers.get(0).orElseThrow();
        assertThat(first.answer().head()).isEqualTo(new Head(7, "\"t\"", null));
        assertThat(new String(first.answer().body(), UTF_8)).isEqualTo("{\"name\":\"Zoë\"}");
        assertThat(first.lifetime()).isEqualTo(Duration.ofSeconds(30));
        assertThat(answers.get(1)).isEmpty();
        assertThat(answers.get(2).orElseThrow().answer().head())
                .isEqualTo(new Head(1L << 60, "\"t\"", "<next>; rel=\"next\""));
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
