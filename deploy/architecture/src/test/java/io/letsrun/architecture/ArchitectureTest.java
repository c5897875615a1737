package io.letsrun.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
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
            "deploy/local",
            "deploy/load",
            "deploy/simulator",
            "deploy/testing");

    private static final int MOST_FILES = 15;

    /** Left to rename; nothing is ever added. */
    private static final Set<String> AMBIGUOUS_NAMES = Set.of("Selection");

    private final JavaClasses house = new ClassFileImporter().importPaths(classes());
    private final SourceTree sources = SourceTree.below(below("src/main/java"));
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

    @Test
    void everyWayOfWaitingIsFound() {
        for (String way : List.of("sleeps()", "sleepsByUnits()", "joins()", "gets()", "subscribes()")) {
            assertThatThrownBy(() ->
                            new Rules(FIXTURE).onlyNamedEdgesWaitOrSubscribe().check(fixture))
                    .hasMessageContaining("Waiting." + way);
        }
    }

    @Test
    void aProblemFormatIsFoundByItsMembersAndByItsMediaType() {
        assertThatThrownBy(() -> new Rules(FIXTURE).onlyEdgeRendersProblems().check(fixture))
                .hasMessageContaining("AccountProblem has a problem format")
                .hasMessageContaining("AccountRefusal has a problem format");
    }

    @Test
    void noPackageIsTooLarge() {
        assertThat(sources.packagesOver(MOST_FILES)).isEmpty();
    }

    @Test
    void aSimpleNameMeansOneThing() {
        assertThat(sources.namesUsedTwice()).isSubsetOf(AMBIGUOUS_NAMES);
    }

    @Test
    void noTwoFilesDifferInNamesOnly() {
        assertThat(sources.twins()).isEmpty();
    }

    private static List<Path> classes() {
        List<Path> classes = below("target/classes");
        assertThat(classes).as("modules are built before this one").allMatch(Files::isDirectory);
        return classes;
    }

    private static List<Path> below(String directory) {
        Path root = Path.of("").toAbsolutePath().getParent().getParent();
        return MODULES.stream()
                .map(module -> root.resolve(module).resolve(directory))
                .toList();
    }
}
