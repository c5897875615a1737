package io.letsrun.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every lint holds here, and not where it is broken on purpose: a lint that cannot fail says nothing. */
class LintsTest {

    private final Directory ours = new Directory(Path.of(""));
    private final Directory broken = new Directory(Path.of("src/test/resources/broken"));

    @TestFactory
    Stream<DynamicTest> everyLintHolds() {
        return lints(lint -> assertThat(lint.of(ours)).as(lint.says()).isEmpty());
    }

    @TestFactory
    Stream<DynamicTest> everyLintSeesWhatIsBroken() {
        return lints(lint -> assertThat(lint.of(broken)).as(lint.says()).isNotEmpty());
    }

    private static Stream<DynamicTest> lints(Consumer<Lint> check) {
        return Stream.of(AlertLints.all(), DashboardLints.all(), MetricLints.all())
                .flatMap(lints -> lints)
                .map(lint -> DynamicTest.dynamicTest(lint.says(), () -> check.accept(lint)));
    }
}
