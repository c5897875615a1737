package io.letsrun.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.observability.Promtool.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Prometheus itself says of the configuration, the rules and every expression of a dashboard. */
class PromtoolTest {

    private final Directory ours = new Directory(Path.of(""));

    @BeforeEach
    void promtoolIsThere() {
        Promtool.isThere();
    }

    @ParameterizedTest
    @ValueSource(strings = {"prometheus.yml", "local.yml"})
    void acceptsTheConfigurationAndItsRules(String file) throws Exception {
        assertThat(Promtool.start(file, "check", "config", "prometheus/" + file).complaint())
                .isEmpty();
    }

    /** All at once: each is busy for a second or two. */
    @TestFactory
    Stream<DynamicTest> alertsFireWhenTheyMustAndAreSilentInTheNearMiss() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path file : ours.tests()) {
            String name = file.getFileName().toString();
            Run run = Promtool.start(name, "test", "rules", file.toString());
            tests.add(DynamicTest.dynamicTest(
                    name, () -> assertThat(run.complaint()).isEmpty()));
        }
        assertThat(tests).isNotEmpty();
        return tests.stream();
    }

    @Test
    void understandsEveryExpressionOfTheDashboards() throws Exception {
        Path rules = asRules(ours.dashboards());

        assertThat(Promtool.start("dashboards", "check", "rules", rules.toString())
                        .complaint())
                .isEmpty();
    }

    @Test
    void doesNotUnderstandWhatIsNoPromQl() throws Exception {
        Path rules = asRules(new Directory(Path.of("src/test/resources/broken")).dashboards());

        assertThat(Promtool.start("broken", "check", "rules", rules.toString()).complaint())
                .contains("parse error");
    }

    private static Path asRules(List<Dashboard> dashboards) throws IOException {
        StringBuilder rules = new StringBuilder("groups:\n");
        for (Dashboard dashboard : dashboards) {
            rules.append("- name: ").append(dashboard.file()).append("\n  rules:\n");
            for (String expression : dashboard.expressions()) {
                rules.append("  - record: of_a_dashboard\n    labels: {n: \"")
                        .append(rules.length()) // two that are alike would be an error
                        .append("\"}\n    expr: |\n      ")
                        .append(new Expression(expression).resolved().text().replace("\n", "\n      "))
                        .append('\n');
            }
        }
        Path file = Files.createTempFile(Files.createDirectories(Path.of("target")), "dashboards", ".yml");
        return Files.writeString(file, rules);
    }
}
