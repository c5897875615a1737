package io.letsrun.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceTreeTest {

    private static final String RULE = """
            package %s;

            import java.time.Duration;

            /** Somebody's %s. */
            public final class %s {

                private final Duration %s;

                %s(Duration %s) {
                    if (%s.isNegative()) {
                        throw new IllegalArgumentException("%s isn't // positive");
                    }
                    this.%s = %s; // a comment of %s
                }

                boolean isOver(long nanos) {
                    return nanos > %s.toNanos() && nanos < Long.MAX_VALUE;
                }
            }
            """;

    @TempDir
    private Path root;

    @Test
    void countsTheFilesOfAPackage() throws IOException {
        for (int i = 0; i < 16; i++) {
            write("a.large", "Large" + i, "package a.large;\n\nclass Large%d {}\n".formatted(i));
        }
        write("a.large", "package-info", "package a.large;\n");
        write("a.small", "Small", "package a.small;\n\nclass Small {}\n");

        assertThat(tree().packagesOver(15)).containsOnlyKeys("a.large").containsValue(16L);
        assertThat(tree().packagesOver(16)).isEmpty();
    }

    @Test
    void findsANameThatIsUsedTwice() throws IOException {
        write("a.one", "Limit", "package a.one;\n\nclass Limit {}\n");
        write("a.two", "Limit", "package a.two;\n\nrecord Limit(int most) {}\n");
        write("a.two", "Other", "package a.two;\n\nclass Other {}\n");

        assertThat(tree().namesUsedTwice()).containsExactly("Limit");
    }

    @Test
    void findsFilesThatDifferInNamesOnly() throws IOException {
        write("a.one", "Pause", RULE.replace("%s", "pause").replace("class pause", "class Pause"));
        write("a.two", "Delay", RULE.replace("%s", "delay").replace("package delay", "package a.two"));
        write("a.two", "Wait", RULE.replace("%s", "wait").replace("isNegative()", "isNegative() || true"));

        assertThat(tree().twins()).containsExactly(List.of("a.two.Delay", "pause.Pause"));
    }

    private SourceTree tree() {
        return SourceTree.below(List.of(root));
    }

    private void write(String packageName, String name, String source) throws IOException {
        Path directory = Files.createDirectories(root.resolve(packageName.replace('.', '/')));
        Files.writeString(directory.resolve(name + ".java"), source);
    }
}
