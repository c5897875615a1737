package io.letsrun.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every rule holds for the house, and fails for the fixture that breaks it: a rule that cannot fail says nothing. */
class ArchitectureTest {

    private static final String HOUSE = "io.letsrun";
    private static final String FIXTURE = "io.letsrun.architecture.fixture";
    private static final List<String> MODULES = List.of(
            "libraries/contracts",
            "libraries/edge",
            "libraries/delivery",
            "gateway-service",
            "signup-service",
            "profile-consumer",
            "events-service",
            "operator-console",
            "deploy/local");

    private final JavaClasses house = new ClassFileImporter().importPaths(classes());
    private final JavaClasses fixture = new ClassFileImporter().importPackages(FIXTURE);

    @TestFactory
    Stream<DynamicTest> theHouseKeepsItsRules() {
        return new Rules(HOUSE)
                .all()
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(house)));
    }

    @TestFactory
    Stream<DynamicTest> everyRuleIsBrokenByItsFixture() {
        return new Rules(FIXTURE)
                .all()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getDescription(),
                        () -> assertThatThrownBy(() -> rule.check(fixture))
                                .isInstanceOf(AssertionError.class)
                                .hasMessageContaining(FIXTURE)));
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(house.getDefaultPackage().getSubpackagesInTree().stream()
                        .filter(candidate -> candidate.getName().startsWith(HOUSE + "."))
                        .filter(candidate -> !candidate.getClasses().isEmpty())
                        .filter(candidate -> !candidate.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                        .map(JavaPackage::getName))
                .isEmpty();
    }

    private static List<Path> classes() {
        Path root = Path.of("").toAbsolutePath().getParent().getParent();
        List<Path> classes = MODULES.stream()
                .map(module -> root.resolve(module).resolve("target/classes"))
                .toList();
        assertThat(classes).as("modules are built before this one").allMatch(Files::isDirectory);
        return classes;
    }
}
