package io.letsrun.edge.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class BatchLoaderTest {

    private static final int STATEMENTS = 2;
    private static final int MOST = 3;

    private final List<Sent> sent = new ArrayList<>();
    private final BatchLoader<Integer, String> loader = new BatchLoader<>(STATEMENTS, MOST, this::send);

    private record Sent(List<Integer> keys, Sinks.One<Map<Integer, String>> answer) {

        void succeed() {
            answer.tryEmitValue(keys.stream()
                            .filter(key -> key > 0)
                            .collect(Collectors.toMap(Function.identity(), key -> "value " + key)))
                    .orThrow();
        }
    }

    private Mono<Map<Integer, String>> send(List<Integer> keys) {
        Sent statement = new Sent(keys, Sinks.one());
        sent.add(statement);
        return statement.answer().asMono();
    }

    private List<List<Integer>> keys() {
        return sent.stream().map(Sent::keys).toList();
    }

    @Test
    void asksAtOnceWhileFewStatementsAreUnderWayAndForAllThatWaitThen() {
        List<CompletableFuture<String>> values = IntStream.rangeClosed(1, 7)
                .mapToObj(key -> loader.load(key).toFuture())
                .toList();
        assertThat(keys()).containsExactly(List.of(1), List.of(2));

        sent.get(0).succeed();
        assertThat(keys()).containsExactly(List.of(1), List.of(2), List.of(3, 4, 5));
        sent.get(1).succeed();
        assertThat(keys()).hasSize(4).last().isEqualTo(List.of(6, 7));
        sent.get(2).succeed();
        sent.get(3).succeed();

        assertThat(values.stream().map(CompletableFuture::join))
                .containsExactly("value 1", "value 2", "value 3", "value 4", "value 5", "value 6", "value 7");
    }

    @Test
    void asksAgainForAKeyThatIsUnderWay() {
        loader.load(1).toFuture();
        loader.load(1).toFuture();

        assertThat(keys()).containsExactly(List.of(1), List.of(1));
    }

    @Test
    void asksOnceForAKeyThatWaitsTwice() {
        List<CompletableFuture<String>> values = IntStream.of(1, 2, 3, 3)
                .mapToObj(key -> loader.load(key).toFuture())
                .toList();
        sent.get(0).succeed();
        sent.get(2).succeed();

        assertThat(sent.get(2).keys()).containsExactly(3);
        assertThat(values.get(2)).isCompletedWithValue("value 3");
        assertThat(values.get(3)).isCompletedWithValue("value 3");
    }

    @Test
    void isEmptyForAKeyWithoutAValue() {
        CompletableFuture<String> value = loader.load(-1).toFuture();
        sent.getFirst().succeed();

        assertThat(value).isCompletedWithValue(null);
    }

    @Test
    void failsThoseOfTheStatementThatFailsAndGoesOn() {
        CompletableFuture<String> first = loader.load(1).toFuture();
        CompletableFuture<String> second = loader.load(2).toFuture();
        CompletableFuture<String> waiting = loader.load(3).toFuture();
        sent.get(0).answer().tryEmitError(new IllegalStateException("away")).orThrow();

        assertThatThrownBy(first::join).hasRootCauseMessage("away");
        assertThat(second).isNotDone();
        sent.get(2).succeed();
        assertThat(waiting).isCompletedWithValue("value 3");
    }

    @Test
    void doesNotAskForWhomNobodyWaitsAnyLonger() {
        loader.load(1).toFuture();
        loader.load(2).toFuture();
        Disposable gone = loader.load(3).subscribe();
        CompletableFuture<String> last = loader.load(4).toFuture();
        gone.dispose();
        sent.get(0).succeed();

        assertThat(sent.get(2).keys()).containsExactly(4);
        sent.get(2).succeed();
        assertThat(last).isCompletedWithValue("value 4");
    }

    @Test
    void goesOnAfterALoadThatThrows() {
        BatchLoader<Integer, String> throwing = new BatchLoader<>(1, MOST, keys -> {
            if (keys.contains(1)) {
                throw new IllegalStateException("odd");
            }
            return send(keys);
        });
        assertThatThrownBy(() -> throwing.load(1).toFuture().join()).hasRootCauseMessage("odd");
        CompletableFuture<String> next = throwing.load(2).toFuture();
        sent.getFirst().succeed();

        assertThat(next).isCompletedWithValue("value 2");
    }
}
