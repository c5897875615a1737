package io.letsrun.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.local.Checkout;
import io.letsrun.local.process.Component;
import io.letsrun.local.service.Service;
import io.letsrun.local.service.ServiceKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlueprintTest {

    @TempDir
    private Path root;

    @BeforeEach
    void checkOutAllServices() throws IOException {
        for (ServiceKind kind : ServiceKind.ALL) {
            Files.createDirectories(root.resolve(kind.module()));
            Files.createFile(root.resolve(kind.module()).resolve("pom.xml"));
        }
    }

    @Test
    void startsAServiceWhenAllBrokersAreReady() {
        Blueprint three = blueprint(0, 3);

        assertThat(three.component("gateway-service").needsServers()).isTrue();
        assertThat(three.components())
                .filteredOn(component -> component.layer() == Component.Layer.SERVERS)
                .extracting(Component::name)
                .containsExactly("kafka-1", "kafka-2", "kafka-3", "postgres", "redis");
    }

    @Test
    void givesRequestsPriorityOverTheJitCompilers() {
        assertThat(services(blueprint(0, 1)))
                .filteredOn(service -> service.launch().command().contains("-XX:CompilerThreadPriority=4"))
                .extracting(Service::name)
                .containsExactlyInAnyOrder(
                        "gateway-service", "events-service", "upstream-simulator", "profile-consumer");
    }

    @Test
    void givesRequestsPriorityOverWhatStores() {
        assertThat(services(blueprint(0, 1)))
                .filteredOn(service -> service.launch().niceness() == 19)
                .extracting(Service::name)
                .containsExactlyInAnyOrder("signup-service", "operator-console");
        assertThat(services(blueprint(0, 1)))
                .filteredOn(service -> service.name().equals("profile-consumer"))
                .allSatisfy(service ->
                        assertThat(service.launch().command()).contains("-XX:JavaPriority1_To_OSPriority=19"));
    }

    @Test
    void givesAServiceAManagementPortAThousandAbove() {
        assertThat(services(blueprint(600, 1)))
                .filteredOn(service -> service.name().equals("signup-service"))
                .singleElement()
                .satisfies(service -> {
                    assertThat(service.ports()).containsExactly(8681, 9681);
                    assertThat(service.environment().get())
                            .containsEntry("SERVER_PORT", "8681")
                            .containsEntry("MANAGEMENT_PORT", "9681")
                            .containsKey("LETSRUN_MANAGEMENT_TOKEN");
                });
        assertThat(services(blueprint(0, 1)))
                .filteredOn(service -> !service.name().equals("signup-service"))
                .allSatisfy(service ->
                        assertThat(service.environment().get()).doesNotContainKey("LETSRUN_MANAGEMENT_TOKEN"));
    }

    @Test
    void listensOnTheLoopbackUnlessToldOtherwise() {
        assertThat(services(blueprint(0, 1)))
                .allSatisfy(service ->
                        assertThat(service.environment().get()).containsEntry("SERVER_ADDRESS", "127.0.0.1"));

        Blueprint open = new Blueprint(new Checkout(root), 0, 1, "0.0.0.0");

        assertThat(services(open))
                .filteredOn(
                        service -> "0.0.0.0".equals(service.environment().get().get("SERVER_ADDRESS")))
                .extracting(Service::name)
                .as("people and phones use no other")
                .containsExactlyInAnyOrder("gateway-service", "operator-console");
    }

    @Test
    void startsABrokerBesideTheOthers() {
        assertThat(blueprint(0, 3).component("kafka-2").needsServers()).isFalse();
    }

    @Test
    void tellsEveryServiceOfEveryBroker() {
        assertThat(services(blueprint(600, 3)))
                .isNotEmpty()
                .allSatisfy(service -> assertThat(service.environment().get())
                        .containsEntry("KAFKA_BOOTSTRAP_SERVERS", "localhost:9692,localhost:9694,localhost:9696"));
    }

    @Test
    void keepsOneBrokerAsItWas() {
        Blueprint one = blueprint(0, 1);

        assertThat(one.brokers()).containsExactly("kafka");
        assertThat(services(one))
                .allSatisfy(service -> assertThat(service.environment().get())
                        .containsEntry("KAFKA_BOOTSTRAP_SERVERS", "localhost:9092"));
    }

    /** The management ports of one stack are the ports of a stack 1,000 away. */
    @ParameterizedTest
    @CsvSource({
        "gateway-service, LETSRUN_TOKEN_KEYS LETSRUN_PROFILE_TOKEN_KEYS LETSRUN_EVENTS_TOKEN_KEYS",
        "signup-service, LETSRUN_TOKEN_KEYS",
        "profile-consumer, LETSRUN_PROFILE_TOKEN_KEYS",
        "events-service, LETSRUN_EVENTS_TOKEN_KEYS",
        "operator-console, ''",
        "upstream-simulator, ''",
    })
    void givesEachServiceItsOwnTokenKeysOnly(String service, String variables) {
        Service started = services(blueprint(0, 1)).stream()
                .filter(each -> each.name().equals(service))
                .findFirst()
                .orElseThrow();

        assertThat(started.environment().get().keySet().stream().filter(name -> name.endsWith("TOKEN_KEYS")))
                .containsExactlyInAnyOrder(variables.isEmpty() ? new String[0] : variables.split(" "));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void sharesNoPortWithAStackSomeHundredsAway(int brokers) {
        List<Integer> ports = IntStream.rangeClosed(0, 9)
                .mapToObj(hundreds -> blueprint(100 * hundreds, brokers))
                .flatMap(blueprint -> blueprint.components().stream())
                .flatMap(component -> component.ports().stream())
                .toList();

        assertThat(ports).doesNotHaveDuplicates();
    }

    private Blueprint blueprint(int portOffset, int brokers) {
        return new Blueprint(new Checkout(root), portOffset, brokers, "127.0.0.1");
    }

    private static List<Service> services(Blueprint blueprint) {
        return blueprint.components().stream()
                .filter(Service.class::isInstance)
                .map(Service.class::cast)
                .toList();
    }
}
