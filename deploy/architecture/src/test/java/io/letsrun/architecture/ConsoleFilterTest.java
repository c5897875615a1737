package io.letsrun.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The launcher is built without the console, so its options for a filter are only compared with the console's list. */
class ConsoleFilterTest {

    @Test
    void commandLineTakesEveryPartOfTheFilter() {
        JavaClass parts = classes("operator-console").get("io.letsrun.console.search.LetterFilter$Part");
        JavaClass options = classes("deploy/local").get("io.letsrun.local.dlq.Filter");

        List<String> codes = parts.getFields().stream()
                .filter(field -> field.getModifiers().contains(JavaModifier.ENUM))
                .map(field -> field.getName().toLowerCase(Locale.ROOT))
                .toList();
        List<String> given = options.getFields().stream()
                .filter(field -> field.isAnnotatedWith("picocli.CommandLine$Option"))
                .map(JavaField::getName)
                .toList();
        assertThat(given).isNotEmpty().containsExactlyInAnyOrderElementsOf(codes);
    }

    private static JavaClasses classes(String module) {
        Path root = Path.of("").toAbsolutePath().getParent().getParent();
        return new ClassFileImporter().importPath(root.resolve(module).resolve("target/classes"));
    }
}
