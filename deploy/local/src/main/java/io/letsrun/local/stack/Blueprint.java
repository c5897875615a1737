package io.letsrun.local.stack;

import io.letsrun.local.Checkout;
import io.letsrun.local.Refusal;
import io.letsrun.local.process.Component;
import io.letsrun.local.secrets.PasswordHash;
import io.letsrun.local.secrets.Secrets;
import io.letsrun.local.server.KafkaServer;
import io.letsrun.local.server.PostgresServer;
import io.letsrun.local.server.RedisServer;
import io.letsrun.local.service.Service;
import io.letsrun.local.service.ServiceKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All that the stack consists of in this checkout, and where each listens. */
final class Blueprint {

    private static final int PARTITIONS = 6;

    private final Checkout checkout;
    private final int portOffset;
    private final String bind;
    private final Secrets secrets;
    private final List<KafkaServer> kafka;
    private final List<Component> components;

    /**
     * @param portOffset what is added to every port
     * @param brokers how many Kafka brokers
     * @param bind where the gateway and the console listen; everything else listens on the loopback
     */
    Blueprint(Checkout checkout, int portOffset, int brokers, String bind) {
        this.checkout = checkout;
        this.portOffset = portOffset;
        this.bind = bind;
        this.secrets = Secrets.in(checkout.state());
        this.kafka = KafkaServer.cluster(checkout, data(), brokers, portOffset);
        this.components = new ArrayList<>(kafka);
        components.add(postgres());
        components.add(new RedisServer(checkout, data().resolve("redis"), at(6379)));
        ServiceKind.in(checkout)
                .forEach(kind -> components.add(new Service(kind, checkout, portOffset, () -> environment(kind))));
    }

    /** All, the servers first. */
    List<Component> components() {
        return components;
    }

    Component component(String name) {
        return components.stream()
                .filter(component -> component.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal("There is no component \"" + name + "\"; there are "
                        + components.stream().map(Component::name).collect(Collectors.joining(", ")) + "."));
    }

    Service service(String name) {
        return (Service) component(name);
    }

    String bootstrapServers() {
        return kafka.getFirst().bootstrapServers();
    }

    PostgresServer postgres() {
        return new PostgresServer(checkout, data().resolve("postgres"), at(5432), secrets.postgres());
    }

    /** The names of the Kafka brokers. */
    List<String> brokers() {
        return kafka.stream().map(Component::name).toList();
    }

    /** One environment for all: a service reads what it needs of it. Its role in the database and its token keys are its own. */
    private Map<String, String> environment(ServiceKind kind) {
        Map<String, String> environment = new HashMap<>();
        environment.put("SPRING_PROFILES_ACTIVE", "local");
        environment.put("SERVER_PORT", Integer.toString(at(kind.port())));
        environment.put("SERVER_ADDRESS", kind.layer() == Component.Layer.EDGE ? bind : StackRecord.LOOPBACK);
        environment.put("MANAGEMENT_PORT", Integer.toString(at(kind.managementPort())));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers());
        environment.put("REDIS_URL", "redis://localhost:" + at(6379));
        environment.put("POSTGRES_HOST", "localhost");
        environment.put("POSTGRES_PORT", Integer.toString(at(5432)));
        environment.put("POSTGRES_DATABASE", PostgresServer.DATABASE);
        kind.tokenKeys().forEach(variable -> environment.put(variable, secrets.tokenKeys(variable)));
        // Whoever declares a topic first decides, so all are told the same.
        environment.put("LETSRUN_TOPICS_PARTITIONS", Integer.toString(PARTITIONS));
        if (kind.role() != null) {
            environment.put("POSTGRES_USER", kind.role());
            environment.put("POSTGRES_PASSWORD", postgres().password(kind.role()));
        }
        if (kind.name().equals(ServiceKind.SIGNUPS)) {
            environment.put("LETSRUN_MANAGEMENT_TOKEN", secrets.managementToken());
        }
        if (kind.name().equals(ServiceKind.GATEWAY)) {
            environment.put("LETSRUN_USER_ID_KEY", secrets.userIdKey());
        }
        if (kind.name().equals(ServiceKind.CONSOLE)) {
            environment.put("LETSRUN_CONSOLE_USERS", PasswordHash.BCRYPT.users(secrets.console()));
            environment.put("LETSRUN_CONSOLE_EDITING", "true");
        }
        ServiceKind.ALL.forEach(other -> environment.put(other.urlVariable(), "http://localhost:" + at(other.port())));
        return environment;
    }

    private Path data() {
        return checkout.state().resolve("data");
    }

    private int at(int port) {
        return port + portOffset;
    }
}
