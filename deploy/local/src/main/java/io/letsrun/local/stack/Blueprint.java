package io.letsrun.local.stack;

import io.letsrun.local.Checkout;
import io.letsrun.local.Refusal;
import io.letsrun.local.process.Component;
import io.letsrun.local.secrets.PasswordHash;
import io.letsrun.local.secrets.Secrets;
import io.letsrun.local.server.KafkaCluster;
import io.letsrun.local.server.PostgresServer;
import io.letsrun.local.server.RedisServer;
import io.letsrun.local.service.Layer;
import io.letsrun.local.service.Service;
import io.letsrun.local.service.ServiceKind;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that the stack consists of in this checkout, and where each listens. */
final class Blueprint {

    private static final int PARTITIONS = 6;

    private final Checkout checkout;
    private final int portOffset;
    private final String bind;
    private final Secrets secrets;
    private final KafkaCluster kafka;
    private final List<Member> members;

    /**
     * @param portOffset what is added to every port
     * @param brokers how many Kafka brokers
     * @param bind where the gateway and the console listen; everything else listens on the loopback
     */
    Blueprint(Checkout checkout, int portOffset, int brokers, String bind) {
        this.checkout = checkout;
        this.portOffset = portOffset;
        this.bind = bind;
        this.secrets = Secrets.in(checkout.state(), ServiceKind.roles());
        this.kafka = KafkaCluster.of(checkout, data(), brokers, portOffset);
        List<Member> servers = servers();
        Set<String> needed = servers.stream().map(Member::name).collect(Collectors.toUnmodifiableSet());
        this.members = Stream.concat(servers.stream(), services(needed)).toList();
    }

    List<Member> members() {
        return members;
    }

    Member member(String name) {
        return members.stream()
                .filter(member -> member.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal("There is no component \"" + name + "\"; there are "
                        + members.stream().map(Member::name).collect(Collectors.joining(", ")) + "."));
    }

    List<ServiceKind> kinds() {
        return ServiceKind.in(checkout);
    }

    Service service(String name) {
        return (Service) member(name).component();
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    PostgresServer postgres() {
        return new PostgresServer(checkout, data().resolve("postgres"), at(5432), secrets.postgres());
    }

    /** The names of the Kafka brokers. */
    List<String> brokers() {
        return kafka.servers().stream().map(Component::name).toList();
    }

    private List<Member> servers() {
        return Stream.concat(
                        kafka.servers().stream(),
                        Stream.<Component>of(postgres(), new RedisServer(checkout, data().resolve("redis"), at(6379))))
                .map(server -> new Member(server, Layer.SERVERS, Set.of()))
                .toList();
    }

    private Stream<Member> services(Set<String> servers) {
        return kinds().stream().map(kind -> {
            Service service =
                    new Service(kind, checkout, at(kind.port()), at(kind.managementPort()), () -> environment(kind));
            return new Member(service, kind.layer(), kind.standalone() ? Set.of() : servers);
        });
    }

    /** One environment for all: a service reads what it needs of it. Its role in the database and its token keys are its own. */
    private Map<String, String> environment(ServiceKind kind) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "SPRING_PROFILES_ACTIVE",
                "local",
                "SERVER_PORT",
                Integer.toString(at(kind.port())),
                "SERVER_ADDRESS",
                kind.layer() == Layer.EDGE ? bind : StackRecord.LOOPBACK,
                "MANAGEMENT_PORT",
                Integer.toString(at(kind.managementPort())),
                "KAFKA_BOOTSTRAP_SERVERS",
                kafka.bootstrapServers(),
                "REDIS_URL",
                "redis://localhost:" + at(6379),
                "POSTGRES_HOST",
                "localhost",
                "POSTGRES_PORT",
                Integer.toString(at(5432)),
                "POSTGRES_DATABASE",
                PostgresServer.DATABASE));
        kind.tokenKeys()
                .forEach(variable ->
                        environment.put(variable, secrets.tokenKeys().get(variable)));
        // Whoever declares a topic first decides, so all are told the same.
        environment.put("LETSRUN_TOPICS_PARTITIONS", Integer.toString(PARTITIONS));
        if (kind.role() != null) {
            environment.put("POSTGRES_USER", kind.role());
            environment.put("POSTGRES_PASSWORD", secrets.postgres().of(kind.role()));
        }
        if (kind.name().equals(ServiceKind.SIGNUPS)) {
            environment.put("LETSRUN_MANAGEMENT_TOKEN", secrets.managementToken());
        }
        if (kind.name().equals(ServiceKind.GATEWAY)) {
            environment.put("LETSRUN_USER_ID_KEY", secrets.userIdKey());
        }
        if (kind.name().equals(ServiceKind.CONSOLE)) {
            environment.put("LETSRUN_CONSOLE_USERS", secrets.console().users(PasswordHash.BCRYPT));
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
