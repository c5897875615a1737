package io.letsrun.edge.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.cluster.PipelinedRedisFuture;
import io.lettuce.core.cluster.SlotHash;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ScriptTest {

    private final List<String> sent = new ArrayList<>();
    private final List<List<String>> keysOfScripts = new ArrayList<>();
    private boolean unknown;

    @SuppressWarnings("unchecked")
    private final RedisAsyncCommands<String, byte[]> commands =
            (RedisAsyncCommands<String, byte[]>) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {RedisAsyncCommands.class}, (proxy, method, given) -> {
                        sent.add(method.getName());
                        keysOfScripts.add(List.of((String[]) given[2]));
                        boolean fails = unknown && method.getName().equals("evalsha");
                        return new PipelinedRedisFuture<>(
                                fails
                                        ? CompletableFuture.failedFuture(new RedisNoScriptException("NOSCRIPT"))
                                        : CompletableFuture.completedFuture(null));
                    });

    @Test
    void isSentByItsDigestAndInFullWhereItIsUnknown() {
        Script script = Script.of("return nil");

        script.run(commands, List.of("a"));
        assertThat(sent).containsExactly("evalsha");

        unknown = true;
        script.run(commands, List.of("a"));
        assertThat(sent).containsExactly("evalsha", "evalsha", "eval");
    }

    @Test
    void refusesKeysOfTwoSlots() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Script.of("return nil").run(commands, List.of("a", "b")));
        assertThat(sent).isEmpty();
    }

    @Test
    void writesManyValuesByScriptsOfOneSlotEach() {
        Map<String, byte[]> values = new LinkedHashMap<>();
        for (int i = 0; i < 3_000; i++) {
            values.put("claim:{" + i % 2 + "}" + i, new byte[] {1});
        }

        BulkWrite.of(values, Duration.ofMinutes(1)).send(commands);

        assertThat(keysOfScripts).hasSize(6).allSatisfy(keys -> {
            assertThat(keys).hasSizeBetween(1, 500);
            Set<Integer> slots = new HashSet<>();
            keys.forEach(key -> slots.add(SlotHash.getSlot(key)));
            assertThat(slots).hasSize(1);
        });
        assertThat(keysOfScripts.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(values.keySet());
    }
}
