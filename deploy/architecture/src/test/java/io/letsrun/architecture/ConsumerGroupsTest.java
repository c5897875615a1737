package io.letsrun.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.letsrun.contracts.delivery.ConsumerGroups;
import io.letsrun.contracts.event.Topic;
import io.letsrun.contracts.event.Topics;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Topics are declared from the list of groups before any service starts, so the list is what the services subscribe to. */
class ConsumerGroupsTest {

    private static final String SUBSCRIPTION = "io.letsrun.delivery.batch.Subscription";

    /** Whose modules, names and consumer groups are called the same. */
    private static final List<String> SERVICES =
            List.of("gateway-service", "signup-service", "profile-consumer", "events-service", "operator-console");

    @Test
    void areWhatTheServicesSubscribeTo() {
        List<String> subscribed =
                SERVICES.stream().flatMap(ConsumerGroupsTest::subscriptions).toList();

        assertThat(ConsumerGroups.ALL)
                .extracting(group -> group.group() + " " + group.topic().name())
                .containsExactlyInAnyOrderElementsOf(subscribed);
    }

    @Test
    void consumeEveryTopic() throws IllegalAccessException {
        for (Field topic : Topics.class.getFields()) {
            assertThat(ConsumerGroups.ALL).extracting(group -> group.topic()).contains((Topic) topic.get(null));
        }
    }

    /** The topics that the methods which make subscriptions name. */
    private static Stream<String> subscriptions(String service) {
        Path classes = Path.of("")
                .toAbsolutePath()
                .getParent()
                .getParent()
                .resolve(service)
                .resolve("target/classes");
        return new ClassFileImporter()
                .importPath(classes).stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.getRawReturnType().getName().equals(SUBSCRIPTION))
                        .map(ConsumerGroupsTest::topic)
                        .map(topic -> service + " " + topic.name());
    }

    private static Topic topic(JavaMethod method) {
        List<String> named = method.getFieldAccesses().stream()
                .filter(access -> access.getTargetOwner().getName().equals(Topics.class.getName()))
                .map(JavaFieldAccess::getName)
                .toList();
        assertThat(named).as(method.getFullName()).hasSize(1);
        try {
            return (Topic) Topics.class.getField(named.getFirst()).get(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
